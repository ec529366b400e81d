namespace UnityAdmin.Operations.Pages;

/// <summary>One bar: how tall, and how its value is said.</summary>
public sealed record DayPoint(DateOnly Day, long Value, string Shown);
