namespace UnityAdmin.Media;

internal static class MediaRefusals
{
    public static readonly Refusal TooMany = Photo("too_many_photos", $"Send at most {PhotoStore.MaxPhotos} photos.");

    public static readonly Refusal NotFound = new("photo_not_found", "There is no such photo.", RefusalKind.Missing);

    public static Refusal TooLarge(string name) => Photo("photo_too_large",
        $"The photo {name} is larger than {PhotoStore.MaxBytes / 1024 / 1024} MB. Send a smaller one.");

    public static Refusal NotAPhoto(string name) => Photo("not_a_photo",
        $"The file {name} is not a JPEG, PNG or WebP photo that can be read. Save it as JPEG and send it again.");

    private static Refusal Photo(string code, string sentence) => new(code, sentence, RefusalKind.Invalid)
    {
        Fields = new Dictionary<string, string> { ["photos"] = sentence },
    };
}
