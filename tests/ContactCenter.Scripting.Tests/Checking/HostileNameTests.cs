namespace ContactCenter.Scripting.Tests.Checking;

public sealed class HostileNameTests
{
    private static readonly string Long = new('a', 5_000);

    [Fact]
    public void Names_of_any_length_are_told_and_nothing_breaks()
    {
        var script = $$"""
            script demo v1, texts en, for chat, outcomes done
              step hello
                ask place "Where?"
                  1 {{Long}} "Here"
                  2 there "There"
                say "{place}"
                -> end done
            """;
        ScriptCompiler.Compile(new SourceText("s", script), ScriptContracts.Empty).Diagnostics.Select(static found => found.Code.Id).ShouldBe(["S222"]);
    }

    [Theory]
    [InlineData("action a.b() gives (x: list of list of list of list of text)")]
    [InlineData("record r(x: list of list of list of list of text)")]
    [InlineData("record a(b: b)\nrecord b(a: a)")]
    [InlineData("record a = a")]
    [InlineData("action (")]
    [InlineData("event e gives (")]
    public void Contracts_of_any_shape_are_read(string contracts) => ScriptContracts.Parse(new SourceText("c", contracts), out _).ShouldNotBeNull();

    [Fact]
    public void Contracts_with_names_of_any_length_are_read() =>
        ScriptContracts.Parse(new SourceText("c", $"record {Long}({Long}: text)\naction {Long}.x() gives ({Long}: text)\nevent {Long} gives {Long}\n"), out _).ShouldNotBeNull();
}
