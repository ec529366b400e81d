namespace UnityAdmin.Demo;

/// <summary>Something that is told in its turn among what other stories tell, because all of them draw on the same stock.</summary>
internal sealed record DemoEvent(DateTime At, Func<Task> HappenAsync);
