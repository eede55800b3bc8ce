using ContactCenter.Scripting.Tests.Syntax;
using Xunit.Abstractions;

namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>Faults of every kind are planted in every place of right scripts: each is found where it is, and little else is said.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void Each_is_found_at_its_line_and_little_else_is_said(string name)
    {
        var contracts = ScriptContracts.Parse(new SourceText("x", Examples.Read(Path.ChangeExtension(name, "contracts"))), out _);
        var script = Examples.Read(name);
        var before = Said(script, contracts).Count;
        var missed = new List<string>();
        var (planted, said) = (0, 0);
        foreach (var fault in PlantedFault.In(script))
        {
            var found = Said(fault.Text, contracts);
            planted++;
            said += found.Count - before;
            if (!found.Exists(one => one.Line == fault.Line && fault.Codes.Contains(one.Code)))
            {
                missed.Add($"{fault.What}\n    expected {string.Join(" or ", fault.Codes)} at line {fault.Line}; said: {string.Join("; ", found.Select(static one => $"{one.Line}: {one.Code} {one.Message}"))}");
            }
            else if (found.Count - before > 1)
            {
                output.WriteLine($"{fault.What}: {string.Join("; ", found.Select(static one => $"{one.Line}: {one.Code} {one.Message}"))}");
            }
        }

        output.WriteLine($"{planted} planted, {said} said");
        missed.ShouldBeEmpty();
        planted.ShouldBeGreaterThan(60);
        ((double)said / planted).ShouldBeLessThanOrEqualTo(1.3);
    }

    private static List<(int Line, string Code, string Message)> Said(string script, ScriptContracts contracts)
    {
        var source = new SourceText("x", script);
        return [.. ScriptChecker.Check(source, contracts, new ScriptCheckOptions { TimeZone = "Europe/Rome" }).Where(static found => found.Severity != DiagnosticSeverity.Hint).Select(found => (source.PositionOf(found.Range.Start).Line, found.Code.Id, found.Message))];
    }
}
