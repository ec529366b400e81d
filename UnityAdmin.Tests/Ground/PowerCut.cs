using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>
/// The way to the database ends for good before a statement the test chooses, before a commit or right after it, as it does when the
/// process dies.
/// </summary>
internal sealed class PowerCut : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int left = int.MaxValue;

    /// <summary>A bug to plant: what is written in its place whenever a statement is sent.</summary>
    public Func<string, string>? Rewrite { get; set; }

    public sealed class Died() : Exception("the process died here");

    public void Register(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteShopDb>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgresShopDb>(options => options.AddInterceptors(this));
    }

    /// <returns>Whether the work came to its end before so many statements were sent.</returns>
    public async Task<bool> SurvivesAsync(int statements, Func<Task> work)
    {
        left = statements;
        try
        {
            await work();
            return true;
        }
        catch (Exception died) when (died is Died || died.InnerException is Died)
        {
            return false;
        }
        finally
        {
            left = int.MaxValue;
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Pass(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Pass(command);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        Live();
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Live();
        return Task.CompletedTask;
    }

    private void Live()
    {
        if (Interlocked.Decrement(ref left) < 0) throw new Died();
    }

    private void Pass(DbCommand command)
    {
        Live();
        if (Rewrite is not null) command.CommandText = Rewrite(command.CommandText);
    }
}
