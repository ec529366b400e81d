namespace UnityAdmin.Tests;

public sealed class ScannedCodeTests
{
    [Theory]
    [InlineData("UN-000165")]
    [InlineData("]C0UN-000165")]
    [InlineData("]C1UN-000165")]
    [InlineData("]A0UN-000165")]
    [InlineData("*UN-000165*")]
    [InlineData("]A0*UN-000165*")]
    [InlineData(" UN-000165\r\n")]
    [InlineData("\u200eUN-000165\0")]
    public void What_scanners_put_around_a_code_falls_away(string typed) => Assert.Equal("UN-000165", ScannedCode.Of(typed));

    [Theory]
    [InlineData("]E0", "]E0")]
    [InlineData("**", "**")]
    [InlineData("*A", "*A")]
    [InlineData("", "")]
    public void What_is_no_frame_stays(string typed, string code) => Assert.Equal(code, ScannedCode.Of(typed));
}
