using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZXing;

namespace UnityAdmin.Tests.Staff;

public sealed partial class TwoFactorPictureTests
{
    private const int Scale = 4;
    private const int QuietModules = 4;
    private const byte White = 255;

    [Fact]
    public async Task The_picture_holds_the_key_beside_it_dark_on_white_with_its_quiet_zone()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Visitor.NoLimits);
        _ = await Visitor.LetInAsync(server);
        using var browser = server.NewClient();
        using var signedIn = await browser.SignInAsync("aoife@unity.example", StaffSteps.Password);
        using var answer = await browser.PostFormAsync("/account/two-factor", "two-factor-prepare");
        var page = await answer.Content.ReadAsStringAsync(Stop);
        var key = KeyBeside().Match(page).Groups[1].Value.Replace(" ", "");
        Assert.Matches("^[A-Z2-7]{32}$", key);
        var svg = Picture().Match(page).Groups[1].Value;
        var (grey, size) = Painted(svg);
        var read = new BarcodeReaderGeneric { Options = { PossibleFormats = [BarcodeFormat.QR_CODE] } }
            .Decode(new RGBLuminanceSource(grey, size, size, RGBLuminanceSource.BitmapFormat.Gray8));
        Assert.Equal($"otpauth://totp/Unity:aoife%40unity.example?secret={key}&issuer=Unity&digits=6", read?.Text);
        bool IsQuiet(int at) => at < QuietModules * Scale || at >= size - QuietModules * Scale;
        var quiet = Enumerable.Range(0, size * size).Where(at => IsQuiet(at / size) || IsQuiet(at % size));
        Assert.DoesNotContain(quiet, at => grey[at] != White);
        Assert.DoesNotContain("style=", svg, StringComparison.Ordinal);
    }

    /// <summary>The white square and the dark bars upon it, <c>M4 5h7v1h-7z</c>, as grey values.</summary>
    private static (byte[] Grey, int Size) Painted(string svg)
    {
        XNamespace space = "http://www.w3.org/2000/svg";
        var picture = XElement.Parse(svg);
        var modules = Number(picture.Attribute("viewBox")!.Value.Split(' ')[2]);
        var (size, ground, bars) = (modules * Scale, picture.Element(space + "rect")!, picture.Element(space + "path")!);
        Assert.Equal(("#ffffff", modules), (ground.Attribute("fill")!.Value, Number(ground.Attribute("width")!.Value)));
        Assert.Equal("#111111", bars.Attribute("fill")!.Value);
        var grey = new byte[size * size];
        Array.Fill(grey, White);
        foreach (Match bar in Bar().Matches(bars.Attribute("d")!.Value))
        {
            var (left, top, width) = (Number(bar.Groups[1].Value), Number(bar.Groups[2].Value), Number(bar.Groups[3].Value));
            for (var y = top * Scale; y < (top + 1) * Scale; y++) grey.AsSpan(y * size + left * Scale, width * Scale).Fill(17);
        }

        return (grey, size);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("class=\"auth-key\"><code>([A-Z2-7 ]+)</code>")]
    private static partial Regex KeyBeside();

    [GeneratedRegex("class=\"auth-qr\".*?(<svg.*?</svg>)", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z")]
    private static partial Regex Bar();
}
