using System.Collections.Frozen;
using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Compiling;

/// <summary>Messages by templates: what scripts hand over, and what comes out in each language.</summary>
public sealed class TemplateTests
{
    private static readonly TemplateContract Reminder = Read(
        "visit/reminder",
        "name: text, crews: number, when: moment, note: text optional",
        new("it", "Gentile {name}, {crews|one: # squadra|other: # squadre} {when|date on}, {when|time at}. {note}", "Visita {when|date short}, {name}."),
        new("pl", "{name}: {crews|one: # ekipa|few: # ekipy|many: # ekip|other: # ekipy}\n{when|date}"));

    [Fact]
    public void A_template_is_filled_with_what_the_script_hands_over_in_the_language_of_the_run()
    {
        var compiled = Compile("send chat visit/reminder(\"Ada \" , 5, now) to session.from", Reminder);
        compiled.Diagnostics.ShouldBeEmpty();
        Present(compiled.Program!, "pl").ShouldSatisfyAllConditions(
            static prompt => prompt.Body.ShouldBe("Ada : 5 ekip\n2 listopada 2026"),
            static prompt => (prompt.Language, prompt.Template, prompt.TextId, prompt.Channel).ShouldBe(("pl", "visit/reminder", null, "chat")),
            static prompt => prompt.Recipients.ShouldBe(["+390612345678"]));
        Present(compiled.Program!, "it").Body.ShouldBe("Gentile Ada , 5 squadre lunedì 2 novembre 2026, alle 09:00. ");

        // A language the template lacks has the script's first, as texts have.
        Present(compiled.Program!, "ru").ShouldSatisfyAllConditions(
            static prompt => prompt.Language.ShouldBe("it"),
            static prompt => prompt.Body.ShouldStartWith("Gentile Ada "));
    }

    [Fact]
    public void An_SMS_has_the_short_text_where_there_is_one()
    {
        var program = Compile("send sms visit/reminder(\"Ada\", 1, now, \"x\") to session.from", Reminder).Program!;
        Present(program, "it").Body.ShouldBe("Visita 02/11/2026, Ada.");
        Present(program, "pl").Body.ShouldBe("Ada: 1 ekipa\n2 listopada 2026");
    }

    [Fact]
    public void A_program_keeps_the_text_it_was_compiled_with_also_as_bytes_and_has_it_once()
    {
        var program = Compile("send chat visit/reminder(\"Ada\", 2, now) to session.from\n    send sms visit/reminder(\"Ugo\", 2, now) to session.from", Reminder).Program!;
        Present(ScriptProgram.FromBytes(program.ToBytes()), "pl").Body.ShouldStartWith("Ada: 2 ekipy");
        program.Tables.Texts.Count(static text => text.Id == "visit/reminder").ShouldBe(1);
        program.SentTemplates.Select(static one => (one.Template, one.Channel)).ShouldBe([("visit/reminder", "chat"), ("visit/reminder", "sms")]);
        program.Hash.ShouldNotBe(Compile(
            "send chat visit/reminder(\"Ada\", 2, now) to session.from\n    send sms visit/reminder(\"Ugo\", 2, now) to session.from",
            Read("visit/reminder", "name: text, crews: number, when: moment, note: text optional", new TemplateText("it", "Altro."))).Program!.Hash);
    }

    [Theory]
    [InlineData("send chat visit/remainder(\"Ada\", 2, now) to session.from", "S211")]
    [InlineData("send chat visit/reminder(\"Ada\", 2) to session.from", "S308")]
    [InlineData("send chat visit/reminder to session.from", "S308")]
    [InlineData("send chat visit/reminder(\"Ada\", 2, now, \"x\", 3) to session.from", "S308")]
    [InlineData("send chat visit/reminder(\"Ada\", now, now) to session.from", "S301")]
    [InlineData("send chat visit/reminder(nobody, 2, now) to session.from", "S205")]
    public void What_does_not_fit_the_template_is_told_at_its_place(string line, string code)
    {
        var compiled = Compile(line, Reminder);
        compiled.Program.ShouldBeNull();
        var found = compiled.Diagnostics.ShouldHaveSingleItem();
        (found.Code.Id, new SourceText("", Script(line)).PositionOf(found.Range.Start).Line).ShouldBe((code, 3));
    }

    [Fact]
    public void A_file_of_contracts_declares_what_templates_take_and_the_values_are_checked()
    {
        const string contracts = "template visit/plain, visit/other(number: text, at: moment optional)\n";
        var program = Conversations.Programs.Compile(Script("send chat visit/plain to session.from\n    send chat visit/other(\"77\") to session.from"), contracts);
        var play = new Play(program, new ScriptRunSettings { Channel = "chat" });
        play.Then(ScriptInput.Begin() with { Facts = [new ScriptFact("session.from", ScriptValue.Written(ScriptType.Phone, "+390612345678"))] });
        var presenter = new ScriptPresenter(program);
        presenter.Present(play.Run, ScriptMedium.Chat).ShouldNotBeNull().Template.ShouldBe("visit/plain");
        var other = presenter.Present(play.Continue().Run, ScriptMedium.Chat).ShouldNotBeNull();
        (other.Template, other.Body).ShouldBe(("visit/other", "")); // its texts are the host's
        other.Recipients.ShouldBe(["+390612345678"]);
        play.Shown.ShouldBe(["77", ""]);

        var known = ScriptContracts.Parse(new SourceText("contracts", contracts), out _);
        ScriptCompiler.Compile(new SourceText("script", Script("send chat visit/plain(1) to session.from")), known).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("'visit/plain' takes no values, and 1 is given.");
        ScriptContracts.Parse(new SourceText("contracts", "template visit/plain(number: txt)"), out var wrong);
        wrong.ShouldHaveSingleItem().Code.Id.ShouldBe("S209");
    }

    [Fact]
    public void Of_templates_that_are_not_known_any_values_are_taken()
    {
        var program = Conversations.Programs.Compile(Script("send chat some/thing(1, now) to session.from"));
        program.SentTemplates.ShouldHaveSingleItem().Template.ShouldBe("some/thing");
    }

    [Theory]
    [InlineData("name: text", "it", "Ciao {nome}", "Texts:it:Text", 1, 6, "S205", "Nothing is called 'nome'; did you mean 'name'?")]
    [InlineData("name: text", "it", "Ciao\n{name|time}", "Texts:it:Text", 2, 1, "S310", null)]
    [InlineData("name: text", "it", "Ciao {name", "Texts:it:Text", 1, 6, "S702", "This hole has no '}'.")]
    [InlineData("name: text", "it", "Ciao {name|loud}", "Texts:it:Text", 1, 6, "S702", null)]
    [InlineData("n: number", "pl", "{n|one: # ekipa|other: # ekip}", "Texts:pl:Text", 1, 1, "S715", null)]
    [InlineData("n: number", "it", "{n|one: # squadra|few: # squadre|other: # squadre}", "Texts:it:Text", 1, 1, "S716", null)]
    [InlineData("", "de", "Hallo", "Texts:de:Text", 1, 1, "S707", null)]
    [InlineData("name: tekst", "it", "Ciao", "Takes", 1, 7, "S209", null)]
    [InlineData("name: text, name: text", "it", "Ciao", "Takes", 1, 13, "S219", null)]
    [InlineData("name: text more", "it", "Ciao", "Takes", 1, 12, null, null)]
    [InlineData("name", "it", "Ciao", "Takes", 1, 5, null, null)]
    public void What_is_wrong_with_a_template_is_told_with_part_line_and_column(
        string takes, string language, string text, string part, int line, int column, string? code, string? message)
    {
        TemplateReader.Read("a/b", takes, [new TemplateText(language, text)], out var faults);
        var (source, found) = (faults.ShouldHaveSingleItem().Source, faults[0].Diagnostics.ShouldHaveSingleItem());
        source.Name.ShouldBe(part);
        source.PositionOf(found.Range.Start).ShouldBe(new TextPosition(line, column));
        found.Code.Id.ShouldBe(code ?? found.Code.Id);
        found.Message.ShouldBe(message ?? found.Message);
    }

    [Fact]
    public void A_text_that_is_too_long_is_told_so()
    {
        TemplateReader.Read("a/b", "", [new TemplateText("en", new string('x', 4_097))], out var faults);
        faults.ShouldHaveSingleItem().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("This has 4097 characters; at most 4096 are shown.");
    }

    [Theory]
    [InlineData("clinic/reminder", true)]
    [InlineData("reminder-2", true)]
    [InlineData("a.b/c", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a b", false)]
    [InlineData("a(b)", false)]
    [InlineData("a\nb", false)]
    public void A_name_is_what_a_script_can_write(string name, bool isName) => TemplateContract.IsName(name).ShouldBe(isName);

    [Fact]
    public void A_waiting_run_goes_on_with_the_new_text_of_a_template_when_it_is_upgraded()
    {
        var script = "wait 2h\n    send chat visit/reminder(\"Ada\", 2, now) to session.from";
        var from = Compile(script, Reminder).Program!;
        var to = Compile(script, Read("visit/reminder", "name: text, crews: number, when: moment, note: text optional", new TemplateText("it", "Nuovo, {name}."))).Program!;
        var play = new Play(from, new ScriptRunSettings { Channel = "chat" });
        play.Then(ScriptInput.Begin() with { Facts = [new ScriptFact("session.from", ScriptValue.Written(ScriptType.Phone, "+390612345678"))] });
        new ScriptUpgrade(from, to).Upgrade(play.Run, "ada", "clearer words", Play.Start.AddMinutes(1), out var run).Verdict.ShouldBe(ScriptUpgradeVerdict.Moves);
        ScriptMachine.Advance(run!, ScriptInput.Due(run!.Demand.Sequence), Play.Start.AddHours(3)).ShouldBe(ScriptAdvance.Applied);
        new ScriptPresenter(to).Present(run, ScriptMedium.Chat)!.Body.ShouldBe("Nuovo, Ada.");
    }

    private static TemplateContract Read(string name, string takes, params ReadOnlySpan<TemplateText> texts)
    {
        var template = TemplateReader.Read(name, takes, texts.ToArray(), out var faults);
        faults.ShouldBeEmpty();
        return template;
    }

    private static string Script(string lines) => $"script demo v1, texts it (pl, ru), for chat, outcomes done\n  step first\n    {lines}\n    -> end done\n";

    private static ScriptCompilation Compile(string lines, TemplateContract template) => ScriptCompiler.Compile(
        new SourceText("script", Script(lines)), ScriptContracts.Empty.In([], [], [], [template]));

    private static ScriptPrompt Present(ScriptProgram program, string language)
    {
        var play = new Play(program, new ScriptRunSettings { Channel = "chat", Language = language });
        play.Then(ScriptInput.Begin() with { Facts = [new ScriptFact("session.from", ScriptValue.Written(ScriptType.Phone, "+390612345678"))] });
        return new ScriptPresenter(program).Present(play.Run, ScriptMedium.Chat).ShouldNotBeNull();
    }
}
