using System.Text.Json;

namespace UnityAdmin.Tests;

/// <summary>The examples of RFC 8785, its section 3.2.2 and its appendix B, beside some of our own.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : [ 1 , 2 ], "a": null }""", """{"a":null,"b":[1,2]}""")]
    [InlineData("""{"items":[{"quantity":1.0,"product_id":7}]}""", """{"items":[{"product_id":7,"quantity":1}]}""")]
    [InlineData("""[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]""", "[333333333.3333333,1e+30,4.5,0.002,1e-27]")]
    [InlineData("""["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"]""", """["€$\u000f\nA'B\"\\\\\"/"]""")]
    [InlineData("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""",
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}")]
    [InlineData("[-0, 0.0, 9007199254740993, 1e21, 123456789012345680000, 0.000001, 1e-7, -1.5e300, 5e-324, 1.7976931348623157e308]",
        "[0,0,9007199254740992,1e+21,123456789012345680000,0.000001,1e-7,-1.5e+300,5e-324,1.7976931348623157e+308]")]
    [InlineData("[1e400, true, false]", "[1e400,true,false]")]
    [InlineData("""["\ud800"]""", """["\ud800"]""")]
    public void One_value_has_one_spelling(string sent, string canonical)
    {
        using var document = JsonDocument.Parse(sent);
        Assert.Equal(canonical, CanonicalJson.Of(document.RootElement));
    }
}
