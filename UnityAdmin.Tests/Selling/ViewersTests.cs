using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class ViewersTests
{
    private static readonly Viewer Ciara = new(1, "Ciara Nolan");
    private static readonly Viewer Sean = new(2, "Seán Murphy");

    [Fact]
    public void Each_sees_the_others_of_the_same_submission_and_not_themselves()
    {
        var viewers = new Viewers();
        viewers.Join(12, Ciara, () => { });
        viewers.Join(12, Sean, () => { });
        viewers.Join(13, new Viewer(3, "Aoife Byrne"), () => { });
        Assert.Equal([Sean], viewers.Others(12, Ciara.StaffId));
        Assert.Equal([Ciara], viewers.Others(12, Sean.StaffId));
    }

    [Fact]
    public void Two_tabs_of_one_person_are_one_viewer_until_both_are_closed()
    {
        var viewers = new Viewers();
        var first = viewers.Join(12, Ciara, () => { });
        var second = viewers.Join(12, Ciara, () => { });
        Assert.Equal([Ciara], viewers.Others(12, Sean.StaffId));
        first.Dispose();
        Assert.Equal([Ciara], viewers.Others(12, Sean.StaffId));
        second.Dispose();
        Assert.Empty(viewers.Others(12, Sean.StaffId));
    }

    [Fact]
    public void Those_who_are_there_hear_of_who_comes_and_goes_once_each()
    {
        var viewers = new Viewers();
        var heard = 0;
        using var mine = viewers.Join(12, Ciara, () => heard++);
        var theirs = viewers.Join(12, Sean, () => { });
        Assert.Equal(1, heard);
        theirs.Dispose();
        theirs.Dispose();
        Assert.Equal(2, heard);
    }
}
