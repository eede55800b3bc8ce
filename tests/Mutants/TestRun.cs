using System.Xml.Linq;

namespace Mutants;

/// <summary>What tests came to.</summary>
/// <param name="Results">Each case by its display name, and whether it passed.</param>
/// <param name="HasEnded">False when it had to be ended.</param>
/// <param name="Output">What was printed.</param>
internal sealed record TestRun(IReadOnlyList<(string Test, bool Passed)> Results, bool HasEnded, string Output)
{
    public static TestRun Read(string file, bool hasEnded, string output) => new(
        !File.Exists(file) ? [] :
        [
            .. XDocument.Load(file).Descendants().Where(static e => e.Name.LocalName == "UnitTestResult")
                .Select(static e => ((string)e.Attribute("testName")!, (string?)e.Attribute("outcome") == "Passed")),
        ],
        hasEnded,
        output);

    /// <summary>The cases of a mutant's test.</summary>
    public IEnumerable<(string Test, bool Passed)> Of(Mutant mutant) => Results.Where(r =>
        (r.Test == mutant.Test || r.Test.StartsWith(mutant.Test + "(", StringComparison.Ordinal)) && r.Test.Contains(mutant.Case, StringComparison.Ordinal));
}
