namespace UnityAdmin.Tests;

public sealed class ResultTests
{
    private static readonly Refusal No = new("no", "No.");

    [Fact]
    public void A_value_is_read_where_nothing_was_refused()
    {
        Result<string> outcome = "done";
        Assert.True(outcome.Is(out var value, out _));
        Assert.Equal("done", value);
        Assert.Equal("done", outcome.Value);
    }

    [Fact]
    public void A_refusal_is_read_where_there_is_no_value()
    {
        Result<string> outcome = No;
        Assert.False(outcome.Is(out _, out var refused));
        Assert.Same(No, refused);
        Assert.Throws<InvalidOperationException>(() => outcome.Value);
    }

    [Fact]
    public void Done_is_not_refused()
    {
        Result refused = No;
        Assert.Same(No, refused.Refused);
        Assert.Null(Result.Done.Refused);
    }
}
