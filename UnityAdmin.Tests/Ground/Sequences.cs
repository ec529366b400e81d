namespace UnityAdmin.Tests;

/// <summary>What tests of random sequences have in common.</summary>
internal static class Sequences
{
    /// <summary>Leaves out one step after another as long as the rest still fails.</summary>
    /// <param name="sequence">One that fails.</param>
    /// <param name="faultOf">Plays a sequence from the start; null when nothing is wrong with it.</param>
    public static async Task<IReadOnlyList<T>> ShrinkAsync<T>(IReadOnlyList<T> sequence, Func<IReadOnlyList<T>, Task<string?>> faultOf)
    {
        for (var at = 0; at < sequence.Count;)
        {
            var without = sequence.Where((_, index) => index != at).ToList();
            if (await faultOf(without) is null) at++;
            else sequence = without;
        }

        return sequence;
    }

    public static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var given) ? given : otherwise;
}
