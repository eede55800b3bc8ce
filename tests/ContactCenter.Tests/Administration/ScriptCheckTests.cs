using ContactCenter.Administration;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Administration;

/// <summary>A script is looked at before it is saved, as it would stand in its tenant.</summary>
public sealed class ScriptCheckTests
{
    private const string Meter = """
        script meter v1, texts en, for sms, outcomes done
          step hello
            say "Hello."  #k72n7
            transfer queue billing, after 1m -> hello, taken -> end done

        """;

    [Fact]
    public async Task A_right_script_is_right_formatted_and_compared_with_the_one_in_force()
    {
        await using var center = await StartAsync();
        var administration = Open(center);
        var same = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter });
        (same.IsRight, same.Formatted).ShouldBe((true, Meter));
        same.Changes.ShouldBe("meter v1 to v1: no difference.\n");

        var changed = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter.Replace("v1", "v2", StringComparison.Ordinal).Replace("\"Hello.\"", "  \"Good morning.\"", StringComparison.Ordinal) });
        changed.IsRight.ShouldBeTrue();
        changed.Formatted.ShouldContain("    say \"Good morning.\"  #k72n7\n"); // one space
        changed.Changes.ShouldStartWith("meter v1 to v2: 1 difference.");
        changed.Changes.ShouldContain("Good morning.");
        (await administration.CheckScriptAsync("another", new ScriptOptions { Text = Meter.Replace("meter", "another", StringComparison.Ordinal) })).ShouldSatisfyAllConditions(
            static one => one.IsRight.ShouldBeTrue(),
            static one => one.Changes.ShouldBe("")); // there is none in force

        // Nothing has happened.
        (await administration.ConfigurationAsync()).Scripts.ShouldHaveSingleItem().Settings.Text.ShouldBe(Meter);
        (await administration.HistoryAsync()).ShouldNotContain(static change => change.IsEdit);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place_whatever_part_it_is_in()
    {
        await using var center = await StartAsync();
        var administration = Open(center);
        var check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter.Replace("billing", "biling", StringComparison.Ordinal) });
        check.IsRight.ShouldBeFalse();
        var wrong = check.Findings.First(static f => f.IsError);
        (wrong.Part, wrong.Line, wrong.Column, wrong.Length).ShouldBe(("Text", 4, 20, 6));
        wrong.Code.ShouldStartWith("S2");
        wrong.Message.ShouldContain("biling");
        wrong.Values.ShouldBe(["biling", "; did you mean 'billing'?"]);
        wrong.Rule.ShouldBe("");
        wrong.Fix.ShouldNotBeNull().ShouldContain("billing");
        check.Changes.ShouldBe("");

        check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter, Contracts = "record\n" });
        check.Findings.ShouldContain(static f => f.Part == "Contracts" && f.Line == 1 && f.IsError);
        check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter }.In("it", "hello/nothing = \"Ciao\"\n"));
        check.Findings.ShouldContain(static f => f.Part == "Texts:it" && f.Line >= 1);

        // What concerns the whole: its name, what it starts, an action nobody brings.
        check = await administration.CheckScriptAsync("other", new ScriptOptions { Text = Meter });
        check.Findings.Single(static f => f.IsError).ShouldSatisfyAllConditions(
            static f => (f.Part, f.Line, f.Code, f.Rule).ShouldBe(("Text", 0, "", "script-name")),
            static f => f.Values.ShouldBe(["meter", "other"]),
            static f => f.Message.ShouldBe("begins with 'script meter', and it is added as 'other'; give both one name."));
        check = await administration.CheckScriptAsync("Not A Key", new ScriptOptions { Text = Meter });
        check.Findings.ShouldContain(static f => f.IsError && f.Message.Contains("'Not A Key' is no key", StringComparison.Ordinal));
        check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = "" });
        check.IsRight.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_too_long_or_null_is_not_read()
    {
        await using var center = await StartAsync();
        var administration = Open(center);
        var check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = new string('x', IAdministration.MaxScriptLength) });
        check.Findings.ShouldHaveSingleItem().Message.ShouldContain("400005 characters");
        check = await administration.CheckScriptAsync("meter", new ScriptOptions { Text = Meter }.In("it", null!));
        check.Findings.ShouldHaveSingleItem().Part.ShouldBe("Texts:it");
    }

    private static Task<CenterFixture> StartAsync() => CenterFixture.StartAsync(static t => t.AddScript("meter", Meter));

    private static IAdministration Open(CenterFixture center) =>
        center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("sue"), CenterFixture.Acme, Role.Supervisor), CenterFixture.Acme);
}
