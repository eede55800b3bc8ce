using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Checking;

public sealed class ExampleCheckTests
{
    [Theory]
    [InlineData("gas")]
    [InlineData("clinic")]
    [InlineData("lead")]
    public void The_examples_are_right(string name)
    {
        var contracts = ScriptContracts.Parse(new SourceText($"{name}.contracts", Examples.Read($"{name}.contracts")), out var faults);
        faults.ShouldBeEmpty();
        var source = new SourceText($"{name}.flow", Examples.Read($"{name}.flow"));
        ScriptChecker.Check(source, contracts).Where(static found => found.Severity != DiagnosticSeverity.Hint).Select(found => $"{source.PositionOf(found.Range.Start).Line}: {found} [{string.Join(" → ", found.Path)}]").ShouldBe([]);
    }
}
