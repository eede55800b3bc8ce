namespace Mutants;

/// <summary>The table of docs/reliability.md.</summary>
public static class MutantTable
{
    /// <summary>A row for each mutant.</summary>
    public static string Of(IEnumerable<Mutant> mutants) => string.Join('\n',
    [
        "| rule | planted bug | the test that goes red |",
        "| ---: | --- | --- |",
        .. mutants.Select(static m => $"| {m.Rule} | {m.Bug} | `{string.Join('.', m.Test.Split('.')[^2..])}`{(m.Case.Length > 0 ? $" ({m.Case})" : "")} |"),
    ]);
}
