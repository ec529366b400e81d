using System.Globalization;

namespace UnityAdmin.Media;

internal static class MediaRefusals
{
    public static readonly Refusal TooMany = Photo("too_many_photos", $"Send at most {PhotoStore.MaxPhotos} photos.");

    public static readonly Refusal NotFound = new("photo_not_found", "There is no such photo.", RefusalKind.Missing);

    /// <param name="most">Bytes that one address may send in a day.</param>
    /// <param name="wait">Until the day is over, counted from the first photo in it.</param>
    /// <param name="now">When it is said.</param>
    public static Refusal TooManyBytes(long most, TimeSpan wait, DateTime now) => new("too_many_photo_bytes",
        string.Create(CultureInfo.InvariantCulture,
            $"At most {Math.Max(1, most / 1024 / 1024):N0} MB of photos are taken from one address in a day. ")
            + string.Create(CultureInfo.InvariantCulture,
                $"Send fewer or smaller photos, or try again after {now + wait:yyyy-MM-dd HH:mm} UTC."),
        RefusalKind.TooMany)
    {
        RetryAfter = wait,
        Fields = new Dictionary<string, string> { ["photos"] = "Too many photos were sent from this address today." },
    };

    public static Refusal TooLarge(string name) => Photo("photo_too_large",
        $"The photo {name} is larger than {PhotoStore.MaxBytes / 1024 / 1024} MB. Send a smaller one.");

    public static Refusal NotAPhoto(string name) => Photo("not_a_photo",
        $"The file {name} is not a JPEG, PNG or WebP photo that can be read. Save it as JPEG and send it again.");

    public static Refusal Heic(string name) => Photo("photo_is_heic",
        $"The photo {name} is in Apple's format HEIC, which browsers cannot show. Save it as JPEG and send it again.");

    public static Refusal TooManyPixels(string name, long pixels) => Photo("photo_has_too_many_pixels",
        string.Create(CultureInfo.InvariantCulture, $"The photo {name} has {Math.Ceiling(pixels / 100_000m) / 10:0.#} megapixels; ")
            + $"send at most {PhotoFormat.MaxPixels / 1_000_000}. Make it smaller and send it again.");

    public static Refusal Damaged(string name) => Photo("photo_is_damaged",
        $"The photo {name} is damaged or cut off and cannot be shown whole. Save it anew as JPEG and send it again.");

    private static Refusal Photo(string code, string sentence) => new(code, sentence, RefusalKind.Invalid)
    {
        Fields = new Dictionary<string, string> { ["photos"] = sentence },
    };
}
