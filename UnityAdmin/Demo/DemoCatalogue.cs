namespace UnityAdmin.Demo;

/// <summary>Something people in Dublin resell.</summary>
/// <param name="Kind">As the photos name it (<see cref="DemoPhotos.Kinds"/>).</param>
/// <param name="WorthEuros">What one with its tags on goes for.</param>
/// <param name="Colours">The colours it comes in, as the photos name them.</param>
internal sealed record DemoProduct(string Brand, string Model, string Kind, int WorthEuros, params string[] Colours)
{
    public string Category => Kind switch
    {
        "sneaker-low" or "sneaker-high" or "runner" => "Shoes",
        "phone" or "headphones" => "Tech",
        "watch" or "chain" => "Jewellery",
        _ => "Streetwear",
    };
}

internal static class DemoCatalogue
{
    private const string Low = "sneaker-low";
    private const string High = "sneaker-high";
    private const string Runner = "runner";

    public static readonly DemoProduct[] Shoes =
    [
        new("Nike", "Air Force 1 '07", Low, 95, "white", "black"),
        new("Nike", "Dunk Low Panda", Low, 110, "black"),
        new("Nike", "Dunk Low", Low, 115, "green"),
        new("Nike", "SB Dunk Low Pro", Low, 140, "black", "green"),
        new("Nike", "Blazer Mid '77", High, 90, "red", "navy"),
        new("Nike", "Air Max 95 OG", Runner, 180, "grey"),
        new("Nike", "Air Max 90", Runner, 120, "grey", "orange"),
        new("Nike", "Air Max Plus TN", Runner, 165, "orange"),
        new("Nike", "Vomero 5", Runner, 150, "grey"),
        new("Nike", "P-6000", Runner, 105, "grey"),
        new("Jordan", "Air Jordan 1 High Lost and Found", High, 340, "red"),
        new("Jordan", "Air Jordan 1 Mid", High, 125, "navy", "red"),
        new("Jordan", "Air Jordan 1 High Midnight Navy", High, 190, "navy"),
        new("Jordan", "Air Jordan 4 Midnight Navy", High, 310, "navy"),
        new("Jordan", "Air Jordan 11 Cherry", High, 230, "red"),
        new("Jordan", "Air Jordan 1 Low Travis Scott Olive", Low, 690, "green"),
        new("Adidas", "Samba OG", Low, 105, "white", "black"),
        new("Adidas", "Gazelle Indoor", Low, 110, "green", "black"),
        new("Adidas", "Campus 00s", Low, 95, "black", "green"),
        new("Adidas", "Spezial Handball", Low, 90, "green", "white"),
        new("Adidas", "Yeezy Boost 350 V2", Runner, 240, "grey", "orange"),
        new("New Balance", "550", Low, 115, "white", "green"),
        new("New Balance", "2002R Protection Pack Rain Cloud", Runner, 165, "grey"),
        new("New Balance", "9060", Runner, 160, "grey", "orange"),
        new("New Balance", "990v6 Made in USA", Runner, 215, "grey"),
        new("New Balance", "1906R", Runner, 145, "grey"),
        new("Asics", "Gel-Kayano 14", Runner, 150, "grey", "orange"),
        new("Asics", "GT-2160", Runner, 120, "grey"),
        new("Salomon", "XT-6", Runner, 170, "grey", "orange"),
        new("Salomon", "ACS Pro", Runner, 185, "grey"),
        new("Converse", "Chuck 70 High", High, 70, "red", "navy"),
    ];

    public static readonly DemoProduct[] Clothes =
    [
        new("Supreme", "Box Logo Hoodie FW23", "hoodie", 420, "black", "grey"),
        new("Supreme", "Small Box Tee", "tee", 85, "white", "black"),
        new("Supreme", "Backpack SS23", "backpack", 160, "black"),
        new("Supreme", "Camp Cap", "cap", 75, "navy", "beige"),
        new("Stüssy", "8 Ball Tee", "tee", 55, "black", "white"),
        new("Stüssy", "Basic Logo Hoodie", "hoodie", 115, "grey", "sage"),
        new("Stüssy", "Stock Logo Cap", "cap", 45, "navy", "beige"),
        new("Carhartt WIP", "Michigan Coat", "jacket", 150, "navy", "green"),
        new("Carhartt WIP", "Aviation Cargo Pant", "cargo", 90, "olive", "sand"),
        new("Carhartt WIP", "Chase Hoodie", "hoodie", 80, "grey", "sage"),
        new("Carhartt WIP", "Acrylic Watch Hat", "beanie", 22, "grey"),
        new("Carhartt WIP", "Landon Jeans", "jeans", 85, "blue", "black"),
        new("The North Face", "1996 Retro Nuptse", "puffer", 270, "black", "orange"),
        new("The North Face", "Mountain Jacket Gore-Tex", "jacket", 230, "green", "navy"),
        new("The North Face", "Borealis Backpack", "backpack", 70, "black"),
        new("Arc'teryx", "Beta LT Shell", "jacket", 340, "navy", "green"),
        new("Arc'teryx", "Mantis 26 Backpack", "backpack", 105, "black"),
        new("Arc'teryx", "Grotto Toque", "beanie", 40, "grey"),
        new("Corteiz", "Alcatraz Hoodie", "hoodie", 160, "black", "sage"),
        new("Corteiz", "Guerillaz Cargos", "cargo", 190, "olive", "sand"),
        new("Corteiz", "OG Alcatraz Tee", "tee", 60, "white", "black"),
        new("Trapstar", "Irongate Puffer", "puffer", 260, "black"),
        new("Trapstar", "Chenille Decoded Tracksuit", "tracksuit", 190, "navy"),
        new("Palace", "Tri-Ferg Hoodie", "hoodie", 145, "black", "grey"),
        new("Palace", "Tri-Ferg Tee", "tee", 60, "white", "black"),
        new("Represent", "Owners Club Hoodie", "hoodie", 130, "black", "sage"),
        new("Represent", "Owners Club Tee", "tee", 60, "white"),
        new("Represent", "R2 Denim", "jeans", 140, "black", "blue"),
        new("Stone Island", "Badge Hoodie", "hoodie", 190, "black", "grey"),
        new("Stone Island", "Soft Shell-R Jacket", "jacket", 380, "navy", "green"),
        new("Stone Island", "Garment Dyed Cargo Pants", "cargo", 210, "olive", "sand"),
        new("Nike", "Tech Fleece Full Set", "tracksuit", 140, "navy"),
        new("Adidas", "Firebird Tracksuit", "tracksuit", 90, "navy"),
        new("Levi's", "501 Original", "jeans", 55, "blue", "black"),
        new("Polo Ralph Lauren", "Chino Cap", "cap", 30, "beige", "navy"),
    ];

    public static readonly DemoProduct[] Others =
    [
        new("Apple", "iPhone 13", "phone", 340, "blue", "graphite"),
        new("Apple", "iPhone 14 Pro", "phone", 560, "graphite"),
        new("Apple", "iPhone 15", "phone", 590, "blue"),
        new("Samsung", "Galaxy S23", "phone", 360, "graphite"),
        new("Sony", "WH-1000XM5", "headphones", 230, "black", "sand"),
        new("Sony", "WH-1000XM4", "headphones", 150, "black"),
        new("Apple", "AirPods Max", "headphones", 380, "black", "sand"),
        new("Casio", "A168 Vintage", "watch", 50, "steel", "gold"),
        new("Casio", "Edifice EFR-526", "watch", 95, "steel"),
        new("Seiko", "5 Sports SRPD", "watch", 210, "steel"),
        new("Tissot", "PRX 40", "watch", 290, "steel", "gold"),
        new("Vivienne Westwood", "Mini Bas Relief Chain", "chain", 115, "silver", "gold"),
        new("Vitaly", "Kusari Chain", "chain", 75, "silver"),
        new("Thomas Sabo", "Curb Chain", "chain", 120, "silver", "gold"),
    ];

    /// <summary>How much of the full worth is left, in hundredths, by the form's condition.</summary>
    public static int WorthLeftPercent(string condition) => condition switch
    {
        "Brand New & Tagged" => 100,
        "Like New" => 86,
        "Mint" => 76,
        "Decent" => 56,
        _ => 32,
    };
}
