namespace ContactCenter.Scripting;

/// <content>Standing at a statement again, for a run that came from another version.</content>
public static partial class ScriptMachine
{
    /// <summary>Works out anew what the statement shows and takes. Its demand, counts and times stay as they are.</summary>
    /// <returns>False when that cannot be worked out; the run is then of no use.</returns>
    internal static bool ShowAgain(ScriptRun run)
    {
        var (statement, sequence, due, wanted) = (run.Statement, run.DemandSequence, run.DueTicks, run.Wanted);
        var (silences, wrongs, attempt) = (run.Silences, run.Wrongs, run.Attempt);
        run.TextLeft = run.Budget.Text;
        if (!Execute(run, run.Program.Statements[statement].Entry) || run.Statement != statement)
        {
            return false;
        }

        (run.DemandSequence, run.DueTicks, run.Wanted) = (sequence, due, wanted);
        (run.Silences, run.Wrongs, run.Attempt) = (silences, wrongs, attempt);
        return true;
    }
}
