using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>
/// Lets two operations run against one database statement by statement, in an order the test chooses: each waits before every statement
/// and before its commit until it is let go on. One that waits for the other inside the database is left there and the other goes on.
/// </summary>
internal sealed partial class Interleaver : DbCommandInterceptor, IDbTransactionInterceptor
{
    private static readonly TimeSpan Blocked = TimeSpan.FromMilliseconds(12);

    private readonly AsyncLocal<Strand?> current = new();
    private volatile bool free;

    /// <summary>Takes every lock and every comparison of versions out of the statements: what the shop would be without them.</summary>
    public bool WithoutGuards { get; init; }

    /// <summary>Puts it between the shop and its database.</summary>
    public void Register(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteShopDb>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgresShopDb>(options => options.AddInterceptors(this));
    }

    /// <param name="operations">Two of them.</param>
    /// <param name="order">Which goes on, and for how many statements; afterwards both run to their end.</param>
    /// <returns>What each answered, and how many statements it took.</returns>
    public async Task<IReadOnlyList<(string Answer, int Steps)>> RunAsync(
        IReadOnlyList<Func<Task<string>>> operations, IEnumerable<(int Which, int Steps)> order)
    {
        free = false;
        var strands = operations.Select(_ => new Strand()).ToList();
        var answers = operations.Zip(strands, Start).ToList();
        foreach (var (which, steps) in order)
        {
            for (var step = 0; step < steps && !strands[which].IsDone; step++)
            {
                if (!await IsParkedAsync(strands[which])) break;
                strands[which].GoOn();
                _ = await IsParkedAsync(strands[which]);
            }
        }

        free = true;
        var told = Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(60), Stop);
        while (!told.IsCompleted)
        {
            // Again and again: one may just have been about to park.
            foreach (var strand in strands) strand.GoOn();
            await Task.WhenAny(told, Task.Delay(1, Stop));
        }

        return [.. (await told).Zip(strands, (answer, strand) => (answer, strand.Steps))];
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command);
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(null);
        return result;
    }

    private Task<string> Start(Func<Task<string>> operation, Strand strand) => Task.Run(async () =>
    {
        current.Value = strand;
        try
        {
            return await operation();
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return $"threw {thrown.GetBaseException().Message}";
        }
        finally
        {
            strand.IsDone = true;
        }
    });

    private async Task BeforeAsync(DbCommand? command)
    {
        if (command is not null && WithoutGuards) command.CommandText = Guards().Replace(command.CommandText, "");
        if (current.Value is not { } strand) return;
        strand.Steps++;
        if (!free) await strand.WaitAsync();
    }

    private static async Task<bool> IsParkedAsync(Strand strand)
    {
        for (var until = Environment.TickCount64 + (long)Blocked.TotalMilliseconds; Environment.TickCount64 < until;)
        {
            if (strand.IsParked || strand.IsDone) return strand.IsParked;
            await Task.Delay(1, Stop);
        }

        return strand.IsParked;
    }

    [GeneratedRegex(" FOR UPDATE| AND \"?version\"? = @p\\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Guards();

    private sealed class Strand
    {
        private TaskCompletionSource? gate;

        public volatile bool IsDone;

        public int Steps { get; set; }

        public bool IsParked => Volatile.Read(ref gate) is not null;

        public Task WaitAsync()
        {
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref gate, closed);
            return closed.Task;
        }

        public void GoOn() => Interlocked.Exchange(ref gate, null)?.SetResult();
    }
}
