using UnityAdmin.Customers;

namespace UnityAdmin.Tests.Customers;

public sealed class EircodeTests
{
    [Theory]
    [InlineData("D02 X285", "D02 X285")]
    [InlineData("d02x285", "D02 X285")]
    [InlineData("D02X285", "D02 X285")]
    [InlineData(" d02  x285 ", "D02 X285")]
    [InlineData("d 0 2 x 2 8 5", "D02 X285")]
    [InlineData("D02-X285", "D02 X285")]
    [InlineData("D02\u00a0X285", "D02 X285")]
    [InlineData("d02\tx285", "D02 X285")]
    [InlineData("d6w xy12", "D6W XY12")]
    [InlineData("A65F4E2", "A65 F4E2")]
    [InlineData("BT1 5GS", "BT1 5GS")]
    [InlineData("bt15gs", "BT1 5GS")]
    [InlineData("BT48-6HQ", "BT48 6HQ")]
    [InlineData("m11ae", "M1 1AE")]
    [InlineData("W1A 0AX", "W1A 0AX")]
    [InlineData("ec1a 1bb", "EC1A 1BB")]
    public void Every_spelling_is_one_Eircode(string typed, string stored)
    {
        Assert.Equal(stored, Eircode.Normalize(typed));
        Assert.Equal(stored, Eircode.Normalize(stored));
    }

    [Theory]
    [InlineData("")]
    [InlineData("D02")]
    [InlineData("D02 X28")]
    [InlineData("D02 X2855")]
    [InlineData("002 X285")]
    [InlineData("DD2 X285")]
    [InlineData("D0X X285")]
    [InlineData("D02 X28!")]
    [InlineData("BT1")]
    [InlineData("BT1 5G")]
    [InlineData("BT1 5CS")]
    [InlineData("BT 5GSS")]
    [InlineData("D02 X28É")]
    [InlineData("D٠2 X285")]
    [InlineData("D02 X285, Dublin")]
    [InlineData("<b>D02")]
    [InlineData("D02\u202eX285")]
    public void What_is_no_Eircode_is_none(string typed) => Assert.Null(Eircode.Normalize(typed));
}
