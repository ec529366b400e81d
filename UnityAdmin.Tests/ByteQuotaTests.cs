namespace UnityAdmin.Tests;

public sealed class ByteQuotaTests
{
    [Fact]
    public void Each_may_send_so_much_from_their_first_until_the_while_is_over()
    {
        var clock = new TestClock();
        var quota = new ByteQuota(100, TimeSpan.FromMinutes(1), clock);
        Assert.Null(quota.Take("ann", 60));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), quota.Take("ann", 41));
        Assert.Null(quota.Take("ann", 40));
        Assert.Null(quota.Take("bob", 100));
        quota.GiveBack("ann", 50);
        Assert.Null(quota.Take("ann", 50));
        Assert.NotNull(quota.Take("ann", 1));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(quota.Take("ann", 100));
        Assert.Equal(TimeSpan.FromMinutes(1), quota.Take("eve", 101));
    }

    [Fact]
    public void Many_at_once_do_not_pass_it()
    {
        var quota = new ByteQuota(1_000, TimeSpan.FromMinutes(1), new TestClock());
        var taken = 0;
        _ = Parallel.For(0, 10_000, _ =>
        {
            if (quota.Take("ann", 3) is null) _ = Interlocked.Add(ref taken, 3);
        });
        Assert.Equal(999, taken);
    }
}
