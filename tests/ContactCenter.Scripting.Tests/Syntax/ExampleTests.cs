using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

public sealed class ExampleTests
{
    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void The_examples_have_no_fault(string name)
    {
        var script = ScriptParser.Parse(new SourceText(name, Examples.Read(name)));
        script.Diagnostics.ShouldBeEmpty();
        script.Steps.Length.ShouldBeGreaterThanOrEqualTo(4);
        script.Steps.ShouldAllBe(static step => step.Body.Length > 0);
    }

    [Fact]
    public void The_gas_script_is_read_as_it_is_meant()
    {
        var source = new SourceText("gas.flow", Examples.Read("gas.flow"));
        var script = ScriptParser.Parse(source);
        script.Header.Name.Text.ShouldBe("gas-emergency");
        script.Header.Version.ShouldBe(3);
        script.Header.Languages.Select(static name => name.Text).ShouldBe(["it", "en", "pl", "ru"]);
        script.Header.Channels.Select(static name => name.Text).ShouldBe(["agent", "voice", "chat"]);
        script.Header.Outcomes.Select(static name => name.Text).ShouldBe(["dispatched", "repair", "passed-on", "lost"]);
        script.Slots.Single().IsPrivate.ShouldBeTrue();
        script.Handlers.Single().Event.Text.ShouldBe("hangup");
        script.Steps.Select(static step => step.Name.Text).ShouldBe(["hello", "where", "pass-on", "dropped"]);
        var place = script.Steps[0].Body.OfType<AskStatement>().First();
        place.Choices.Select(static choice => (choice.Key, choice.Value.Text, choice.Target?.Name.Text)).ShouldBe([(1, "inside", null), (2, "outside", null), (3, "none", "where")]);
        TreeText.Of(script.Steps[0].Body.OfType<SetStatement>().First(), source).ShouldBe(
            "(SetStatement Slot=risk Value=(ConditionalExpression Condition=(BinaryExpression Left=(NameExpression Name=place) Operator=Is Right=(NameExpression Name=inside)) Otherwise=(NumberLiteral Millionths=40000000) Value=(NumberLiteral Millionths=60000000)))");
        var branch = script.Steps[0].Body.OfType<IfStatement>().First().Branches.Single();
        branch.Body.Select(static statement => statement.GetType().Name).ShouldBe(["SetStatement", "DoStatement"]);
        var call = script.Steps[1].Body.OfType<DoStatement>().Skip(1).First();
        call.Late.ShouldNotBeNull().By.ShouldNotBeNull().Value.ShouldBe(TimeSpan.FromSeconds(3));
        call.Else.ShouldNotBeNull().Name.Text.ShouldBe("pass-on");
    }

    [Fact]
    public void Holes_have_their_expression_their_format_and_their_place()
    {
        var source = new SourceText("clinic.flow", Examples.Read("clinic.flow"));
        var text = ScriptParser.Parse(source).Steps[1].Body.OfType<SayStatement>().Single().Text.ShouldNotBeNull();
        var hole = text.Parts.OfType<HoleSyntax>().Single();
        source.Slice(hole.Range).ToString().ShouldBe("{when|date long}");
        source.Slice(hole.Value.Range).ToString().ShouldBe("when");
        source.Slice(hole.Format.ShouldNotBeNull().Range).ToString().ShouldBe("date long");
        source.Slice(text.Parts[0].Range).ToString().ShouldBe("Zapisano: ");
    }
}
