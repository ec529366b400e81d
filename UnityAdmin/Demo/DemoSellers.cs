using System.Globalization;
using System.Text;
using Bogus;
using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>Someone who sells to the shop, now and again.</summary>
/// <param name="Casual">Writes in lower case and in a hurry.</param>
internal sealed record DemoSeller(SellerContact Contact, string ShoeSize, string ClothesSize, bool Casual);

/// <summary>The people who sell: Dublin as it is, in all its districts. No name, number or address is anyone's but by chance.</summary>
internal static class DemoSellers
{
    private const int Count = 220;

    private sealed record Origin(float Share, string FirstNames, string LastNames);

    private static readonly Origin[] Origins =
    [
        new(0.54f,
            "Aoife Cian Saoirse Oisín Niamh Tadhg Caoimhe Eoin Róisín Darragh Sinéad Conor Ciara Fionn Aisling Ruairí Gráinne Pádraig "
            + "Éabha Seán Clodagh Jack Emma Dylan Leah Callum Sadhbh Senan Orlaith Diarmuid Shauna Jordan Chloe Adam Robyn Daithí Méabh "
            + "Cillian Ellie Glen",
            "Murphy Kelly O'Sullivan Walsh Byrne Ryan O'Brien Doyle Nolan Gallagher Doherty Kennedy Lynch Quinn McCarthy Fitzpatrick "
            + "Kavanagh Brennan Dunne Whelan Keogh Maguire Farrell Cullen Reilly Moran Hayes O'Connor Power Tracey"),
        new(0.12f, "Kacper Zuzanna Jakub Oliwia Mateusz Wiktoria Paweł Magda Kamil Natalia Bartek Ola",
            "Nowak Kowalczyk Wójcik Mazur Kaczmarek Pawlak Zając Król Sikora Wróbel"),
        new(0.11f, "Thiago Larissa Rafael Beatriz Gustavo Camila Lucas Júlia Felipe Isabela",
            "Silva Oliveira Souza Pereira Almeida Ferreira Rocha Barbosa"),
        new(0.09f, "Chidi Adaeze Tobi Temitope Emeka Ngozi Ife Damilola Kelechi Zainab",
            "Okafor Adebayo Eze Balogun Nwosu Ogunleye Obi Afolabi"),
        new(0.05f, "Arjun Priya Rohan Ananya Kiran Meera", "Sharma Nair Patel Reddy Thomas Menon"),
        new(0.04f, "Andrei Ioana Mihai Elena Radu", "Popescu Ionescu Munteanu Rusu Stan"),
        new(0.03f, "Oleksandr Daria Maksym Yuliia", "Shevchenko Kovalenko Bondarenko Tkachenko"),
        new(0.02f, "Miguel Angelica Jericho Kristine", "Santos Reyes Cruz Bautista"),
    ];

    private static readonly (string Key, string City, string Streets)[] Districts =
    [
        ("D01", "Dublin 1", "Talbot Street|Gardiner Street Lower|Parnell Street|Seville Place"),
        ("D02", "Dublin 2", "Camden Street Lower|Pearse Street|Dame Street|Townsend Street"),
        ("D03", "Dublin 3", "Clontarf Road|Fairview Strand|Philipsburgh Avenue|East Wall Road"),
        ("D04", "Dublin 4", "Baggot Street Upper|Haddington Road|Sandymount Avenue|Thorncastle Street"),
        ("D05", "Dublin 5", "Kilbarrack Road|Gracefield Road|Harmonstown Road"),
        ("D06", "Dublin 6", "Ranelagh Road|Rathmines Road Lower|Castlewood Avenue"),
        ("D6W", "Dublin 6W", "Terenure Road West|Kimmage Road Lower|Templeogue Road"),
        ("D07", "Dublin 7", "Manor Street|Phibsborough Road|North Circular Road|Prussia Street"),
        ("D08", "Dublin 8", "Francis Street|South Circular Road|Meath Street|Thomas Street"),
        ("D09", "Dublin 9", "Drumcondra Road Upper|Griffith Avenue|Collins Avenue"),
        ("D10", "Dublin 10", "Ballyfermot Road|Cherry Orchard Avenue"),
        ("D11", "Dublin 11", "Finglas Road|Jamestown Road|Glasnevin Avenue"),
        ("D12", "Dublin 12", "Crumlin Road|Drimnagh Road|Sundrive Road"),
        ("D13", "Dublin 13", "Main Street, Baldoyle|Clongriffin Road|Sutton Park"),
        ("D14", "Dublin 14", "Dundrum Road|Main Street, Rathfarnham|Churchtown Road Upper"),
        ("D15", "Dublin 15", "Main Street, Blanchardstown|Castleknock Road|Ongar Chase|Clonsilla Road"),
        ("D16", "Dublin 16", "Ballinteer Avenue|Knocklyon Road"),
        ("D17", "Dublin 17", "Malahide Road|Greencastle Road"),
        ("D18", "Dublin 18", "Main Street, Cabinteely|Foxrock Park|Leopardstown Valley"),
        ("D20", "Dublin 20", "Main Street, Palmerstown|Kennelsfort Road Upper"),
        ("D22", "Dublin 22", "Monastery Road|Tower Road, Clondalkin|Neilstown Drive"),
        ("D24", "Dublin 24", "Main Street, Tallaght|Belgard Road|Kilnamanagh Road|Old Bawn Road"),
    ];

    /// <summary>Who sends each submission: everyone once at least, a few again and again.</summary>
    public static List<DemoSeller> Of(int submissions, Randomizer random)
    {
        var used = new HashSet<string>();
        var sellers = Enumerable.Range(0, Count).Select(_ => Make(random, used)).ToList();
        var again = Enumerable.Range(0, submissions - Count).Select(_ => sellers[(int)(Math.Pow(random.Double(), 2.2) * 130)]);
        return [.. random.Shuffle(sellers.Concat(again))];
    }

    /// <summary>People who never sold anything: none of them has a number or a handle of these.</summary>
    public static List<DemoSeller> Others(int count, IEnumerable<DemoSeller> known, Randomizer random)
    {
        var contacts = known.Select(one => one.Contact);
        var used = contacts.SelectMany(one => new[] { one.Phone, one.Handle.TrimStart('@'), one.Email?.Split('@')[0] ?? "" }).ToHashSet();
        return [.. Enumerable.Range(0, count).Select(_ => Make(random, used))];
    }

    public static SellerContact WithAddress(SellerContact contact, Randomizer random)
    {
        var (key, city, streets) = random.ArrayElement(Districts);
        return contact with
        {
            Address = $"{random.Int(1, 160)} {Pick(random, streets, '|')}",
            City = city,
            Eircode = $"{key} {Identifier(random)}",
        };
    }

    private static DemoSeller Make(Randomizer random, HashSet<string> used)
    {
        var origin = random.WeightedRandom(Origins, [.. Origins.Select(one => one.Share)]);
        var (first, last) = (Pick(random, origin.FirstNames), Pick(random, origin.LastNames));
        var phone = Unused(used, () => $"+3538{random.ListItem([3, 5, 6, 7, 7, 9])}{random.Int(1_000_000, 9_999_999)}");
        var handle = Unused(used, () => HandleOf(first, last, random));
        var (hasName, hasEmail) = (random.Bool(0.93f), random.Bool(0.7f));
        var channel = random.WeightedRandom(["WhatsApp", "Instagram", "Snapchat"], [0.4f, 0.42f, 0.18f]);
        var shown = Customers.Phone.Shown(phone);
        var contact = new SellerContact
        {
            Name = hasName ? $"{first} {last}" : null,
            Phone = phone,
            Email = hasEmail ? $"{handle}@{random.ArrayElement(["gmail", "gmail", "outlook", "icloud", "proton"])}.example" : null,
            Channel = channel,
            Handle = channel == "WhatsApp" ? shown : random.Bool(0.6f) ? "@" + handle : handle,
        };
        if (random.Bool(0.75f)) contact = WithAddress(contact, random);
        var shoe = 6 + Math.Min(random.Int(0, 6), random.Int(1, 7)) + (random.Bool(0.3f) ? 0.5 : 0);
        var clothes = random.WeightedRandom(["XS", "S", "M", "L", "XL"], [0.06f, 0.22f, 0.36f, 0.26f, 0.1f]);
        return new DemoSeller(contact, string.Create(CultureInfo.InvariantCulture, $"UK {shoe}"), clothes, random.Bool(0.22f));
    }

    private static string HandleOf(string first, string last, Randomizer random)
    {
        var (given, family) = (Plain(first), Plain(last));
        return random.Int(0, 5) switch
        {
            0 => $"{given}.{family}",
            1 => $"{given}{family}{random.Int(1, 99)}",
            2 => $"{given}_{random.ArrayElement(["kicks", "fits", "dub", "d8", "garms", "resell"])}{random.Int(1, 99)}",
            3 => $"{given[..1]}{family}{random.Int(88, 108) % 100:00}",
            4 => $"{given}.{family[..1]}{random.Int(1, 999)}",
            _ => $"{given}{family[..Math.Min(3, family.Length)]}_{random.Int(1, 99)}",
        };
    }

    // An Eircode's second half leaves out the letters that are mistaken for one another.
    private static string Identifier(Randomizer random)
    {
        char Letter() => random.ArrayElement("ACDEFHKNPRTVWXY".ToCharArray());
        return random.Bool() ? $"{Letter()}{random.Int(100, 999)}" : $"{Letter()}{random.Int(1, 9)}{Letter()}{random.Int(0, 9)}";
    }

    private static string Plain(string name)
    {
        var bare = name.Replace('ł', 'l').Replace("'", "").Normalize(NormalizationForm.FormD);
        return string.Concat(bare.Where(char.IsAsciiLetter)).ToLowerInvariant();
    }

    private static string Unused(HashSet<string> used, Func<string> make)
    {
        string made;
        do made = make();
        while (!used.Add(made));
        return made;
    }

    private static string Pick(Randomizer random, string words, char between = ' ') => random.ArrayElement(words.Split(between));
}
