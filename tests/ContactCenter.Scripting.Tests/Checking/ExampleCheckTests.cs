using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Checking;

public sealed class ExampleCheckTests
{
    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void The_examples_are_right(string name)
    {
        var contracts = ScriptContracts.Parse(new SourceText("contracts", Examples.Read(Path.ChangeExtension(name, ".contracts"))), out var faults);
        faults.ShouldBeEmpty();
        var source = new SourceText(name, Examples.Read(name));
        ScriptChecker.Check(source, contracts).Where(static found => found.Severity != DiagnosticSeverity.Hint).Select(found => $"{source.PositionOf(found.Range.Start).Line}: {found} [{string.Join(" → ", found.Path)}]").ShouldBe([]);
    }
}
