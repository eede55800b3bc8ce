namespace FaultRunner;

/// <summary>The long run as a command; 0 when nothing was lost or doubled.</summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(RunOptions.Help);
            return 0;
        }

        var verdict = await new FaultRun(RunOptions.Parse(args), Console.Out).RunAsync();
        Console.WriteLine(verdict);
        return verdict.IsGood ? 0 : 1;
    }
}
