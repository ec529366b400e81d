using System.Text.RegularExpressions;

namespace UnityAdmin.Tests.Media;

public sealed partial class PhotoMarkupTests
{
    // Blazor sets attributes one by one in the order they are written, and Chromium begins to load at the address.
    [Fact]
    public void A_photo_says_that_it_is_lazy_and_which_size_it_has_before_its_address()
    {
        var photos = SourceTree.Files("UnityAdmin", ".razor")
            .SelectMany(file => Picture().Matches(SourceTree.Read(file)).Select(picture => picture.Value)).ToList();
        Assert.True(photos.Count >= 8, $"{photos.Count} photos");
        Assert.All(photos, photo => Assert.False(IsLate("loading=", photo) || IsLate("sizes=", photo), photo));
        Assert.All(photos, photo => Assert.Contains(" width=", photo, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_PhotoLink_makes_addresses_of_photos()
    {
        Assert.Matches(Address(), "<img src=\"/photos/@photo.Id\" />");
        Assert.Matches(Address(), "$\"/photos/{image.Id}\"");
        Assert.All(SourceTree.Files("UnityAdmin", ".razor", ".cs"), file => Assert.DoesNotMatch(Address(), SourceTree.Read(file)));
    }

    private static bool IsLate(string attribute, string photo) =>
        photo.IndexOf(attribute, StringComparison.Ordinal) > photo.IndexOf(" src", StringComparison.Ordinal);

    [GeneratedRegex("<img .*?/>", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("photos/(@|\\{[^}:]+\\})")]
    private static partial Regex Address();
}
