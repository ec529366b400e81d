using System.Globalization;
using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Jobs;

/// <summary>The verbs of <see cref="Schedule"/> that deal with photos, with their outcome put into words.</summary>
internal static class PhotoWork
{
    public static async Task<JobOutcome> ConvertAsync(IServiceProvider services, IJobProgress progress, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<PhotoConversion>().RunAsync(progress, cancellationToken);
        List<string> parts = [];
        if (report.Converted > 0) parts.Add(Say($"{report.Converted:N0} made over"));
        if (report.Restored > 0) parts.Add(Say($"{report.Restored:N0} got their sizes again"));
        if (report.Unreadable > 0) parts.Add(Say($"{report.Unreadable:N0} cannot be read and stay as they are"));
        return new JobOutcome(report.Converted + report.Restored, parts.Count == 0 ? null : string.Join("; ", parts));
    }

    public static async Task<JobOutcome> CleanUpAsync(IServiceProvider services, IJobProgress progress, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<PhotoCleanup>().RunAsync(progress, cancellationToken);
        var megabytes = report.Bytes / 1024m / 1024m;
        return new JobOutcome(report.Files, report.Files == 0 ? null : Say($"{report.Files:N0} files deleted, {megabytes:N1} MB"));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
