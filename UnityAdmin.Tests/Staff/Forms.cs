using System.Net;
using System.Text.RegularExpressions;

namespace UnityAdmin.Tests.Staff;

/// <summary>Forms as a browser without scripts sends them: the hidden fields of the page, and what was typed.</summary>
internal static partial class Forms
{
    public static Task<HttpResponseMessage> SignInAsync(this HttpClient client, string email, string password) =>
        client.PostFormAsync("/sign-in", "sign-in", ("Form.Email", email), ("Form.Password", password));

    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client, string page, string handler, params (string Name, string Value)[] typed)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative), Stop);
        var form = Form().Matches(html).Select(found => found.Value)
            .Single(text => text.Contains($"name=\"_handler\" value=\"{handler}\"", StringComparison.Ordinal));
        var fields = Hidden().Matches(form).ToDictionary(
            field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        foreach (var (name, value) in typed) fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(new Uri(page, UriKind.Relative), content, Stop);
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
