using System.Collections.Immutable;
using ContactCenter.Scripting.Tests.Running;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Compiling;

/// <summary>Scripts as they are written, compiled, and run by the machine.</summary>
public sealed class CompileTests
{
    private static readonly ScriptRunSettings Rome = new() { TimeZone = "Europe/Rome", Channel = "voice" };

    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void The_examples_compile_to_the_same_program_each_time(string name)
    {
        var first = Compile(name);
        Compile(name).Hash.ShouldBe(first.Hash);
        first.Languages.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_gas_leak_at_home_with_somebody_unwell_brings_an_ambulance_and_a_crew()
    {
        var program = Compile("gas.flow");
        var play = new Play(program, Rome);
        play.Then(ScriptInput.Begin() with
        {
            Facts = [new("session.from", Phone("+390612345678")), new("agent.name", ScriptValue.Text("Ada"))],
        });
        play.State.ShouldBe(ScriptRunState.Saying);
        play.Shown.ShouldBe(["Ada"]);
        play.Continue().State.ShouldBe(ScriptRunState.Noting);
        play.Continue().Choose("inside");
        play.Run["risk"].ShouldBe(ScriptValue.Number(60));
        play.Answer(ScriptValue.Yes, "sì");
        play.Run["risk"].ShouldBe(ScriptValue.Number(90));
        play.Run.Demand.Action.ShouldBe("alert.ambulance");
        play.Run.Demand.NamedArguments()["caller"].ShouldBe("+390612345678");
        play.Succeed().State.ShouldBe(ScriptRunState.Saying);
        play.Continue().State.ShouldBe(ScriptRunState.Asking);

        // Half an address is refused with what is missing, and asked for again.
        play.Answer(Address("Via Roma", "", "Roma", complete: false), "Via Roma");
        play.State.ShouldBe(ScriptRunState.Asking);
        (play.Run.Demand.WrongAnswers, play.Run.Demand.RefusalId).ShouldBe((1, play.Run.Demand.RefusalId.ShouldNotBeNull()));
        play.Answer(Address("Via Roma", "12", "Roma", complete: true), "Via Roma 12, Roma").State.ShouldBe(ScriptRunState.Confirming);
        play.Answer(ScriptValue.No, "no").State.ShouldBe(ScriptRunState.Asking);
        play.Answer(Address("Via Roma", "14", "Roma", complete: true)).Answer(ScriptValue.Yes);
        play.Run.Demand.Action.ShouldBe("case.open");
        play.Run.Demand.NamedArguments()["risk"].ShouldBe("90");
        play.Succeed(Record(program, "case", "77", "c-77", "+390612345678"));
        play.Run.Demand.Action.ShouldBe("crew.assign");
        play.Run.Due.ShouldBe(Play.Start + TimeSpan.FromSeconds(3));
        play.Succeed(ScriptValue.Record(program.Tables.Slots[program.SlotOf("crew")].Type, ScriptValue.Text("Rossi"), ScriptValue.Duration(TimeSpan.FromMinutes(25))));
        play.Shown.Length.ShouldBe(2);
        play.Continue().State.ShouldBe(ScriptRunState.Sending);
        play.Continue().State.ShouldBe(ScriptRunState.Starting);
        play.Continue();
        (play.State, play.Run.Outcome).ShouldBe((ScriptRunState.Ended, "dispatched"));
    }

    [Fact]
    public void A_slot_set_to_what_an_action_says_has_the_type_of_that()
    {
        var contracts = ScriptContracts.Parse(new SourceText("c", "action city.known(size: number) gives yes/no, repeatable\naction city.days() gives list of date, repeatable\n"), out _);
        var compiled = ScriptCompiler.Compile(new SourceText("s", "script demo v1, texts en, for chat, outcomes done\n  step one\n    set known = city.known(3)\n    ask day \"When?\", from city.days()\n    -> end done\n"), contracts);
        var program = compiled.Program.ShouldNotBeNull(string.Join('\n', compiled.Diagnostics));
        (program.Tables.Slots[program.SlotOf("known")].Type, program.Tables.Slots[program.SlotOf("day")].Type).ShouldBe((ScriptType.YesNo, ScriptType.Date));
    }

    [Fact]
    public void A_check_that_asks_an_action_says_why_counts_and_asks_again()
    {
        var program = Compile("lead.flow");
        var play = new Play(program, Rome with { Channel = "agent" });
        var lead = ScriptValue.Record(
            program.Tables.Slots[program.SlotOf("lead")].Type, ScriptValue.Text("Ugo"), Phone("+393331234567"), ScriptValue.Written(ScriptType.Email, "ugo@example.test"), ScriptValue.Text("a boiler"), ScriptValue.Text("00100"));
        play.Then(ScriptInput.Begin(lead));
        play.State.ShouldBe(ScriptRunState.Waiting);
        play.Now = play.Run.Due.ShouldNotBeNull();
        play.Due().State.ShouldBe(ScriptRunState.Calling);
        play.Succeed().Continue().Answer(ScriptValue.Yes);
        var seller = ScriptValue.Record(
            program.Tables.Slots[program.SlotOf("seller")].Type, ScriptValue.Text("Ada"), Phone("+390612345678"), ScriptValue.Written(ScriptType.Email, "ada@example.test"));
        play.Succeed(seller).Continue();
        for (var i = 1; i <= 4; i++)
        {
            play.Answer(ScriptValue.Moment(play.Now + TimeSpan.FromDays(i)));
            play.Run.Demand.Action.ShouldBe("seller.free");
            play.Succeed(ScriptValue.No).State.ShouldBe(ScriptRunState.Saying);
            play.Continue().State.ShouldBe(ScriptRunState.Asking);
        }

        play.Answer(ScriptValue.Moment(play.Now + TimeSpan.FromDays(5)));
        play.Then(ScriptInput.Failed(play.At, "timeout")).State.ShouldBe(ScriptRunState.Saying); // it could not be asked: that is no yes
        play.Continue().State.ShouldBe(ScriptRunState.Sending); // five times wrong
    }

    [Fact]
    public void What_an_action_gives_may_be_one_value()
    {
        var play = new Play(Compile("clinic.flow"), Rome);
        play.Then(ScriptInput.Begin() with { Facts = [new("hours.registration.open", ScriptValue.Yes)] }).Choose("exam");
        var demand = play.Run.Demand;
        (demand.Action, demand.NamedArguments()["service"], demand.NamedArguments()["count"]).ShouldBe(("calendar.free", "exam", "3"));
        var free = ScriptValue.List(ScriptValue.Moment(play.Now + TimeSpan.FromDays(2)), ScriptValue.Moment(play.Now + TimeSpan.FromDays(3)));
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty.Add("result", free.ToInvariantText()), out var result).ShouldBeTrue();
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty.Add("result", "tomorrow"), out _).ShouldBeFalse();
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty, out _).ShouldBeFalse();
        play.Succeed(result);
        play.Run["free"].ShouldBe(free);
        play.State.ShouldBe(ScriptRunState.Asking);
        play.Then(ScriptInput.Misunderstood(play.At, "yesterday")).Run.Demand.WrongAnswers.ShouldBe(1);
    }

    [Fact]
    public void Conditions_ranges_lists_defaults_and_functions_come_to_what_they_say()
    {
        var play = new Play(Compile("""
            script demo v1, texts en, for chat, outcomes right, wrong
              slot none: number = 1 / (1 - 1)
              step start-here
                ask n: number 1..9 "n"
                set big = n > 5 and n in 6..9
                set kind = "many" when big, otherwise "few"
                set whole = round(n / 4, 0)
                if not (n in (1, 2, 3) or big) -> end wrong
                if (none or 7) is not 7 -> end wrong
                if most(n, 8) is 8 and least(n, 8) is n and abs(1 - n) is n - 1
                  say "{kind} {whole} {none or 7}"
                  -> end right
                -> end wrong
            """, "")).Begin();
        play.Answer(ScriptValue.Number(6)).Shown.ShouldBe(["many", "2", "7"]);
        play.Continue().Run.Outcome.ShouldBe("right");
    }

    [Fact]
    public void What_an_awaited_event_brings_is_kept()
    {
        var play = new Play(Compile("""
            script demo v1, texts en, for chat, outcomes done
              step first
                wait for crew.finished as report, late 4h -> end done
                say "{report.summary}"
                -> end done
            """, "event crew.finished gives (summary: text)")).Begin();
        var report = ScriptValue.Record(ScriptType.Record("finished", new ScriptTypeField("summary", ScriptType.Text)), ScriptValue.Text("Mended."));
        play.Then(ScriptInput.EventArrived("crew.finished", report)).Shown.ShouldBe(["Mended."]);
    }

    [Fact]
    public void A_confirmation_counts_silences_and_wrong_answers_as_a_question_does()
    {
        const string Script = """
            script demo v1, texts en, for chat, outcomes sure, silent, odd
              step first
                confirm "Sure?", no -> first, silence 8s 2 times -> end silent, wrong 2 times -> end odd
                -> end sure
            """;
        var play = new Play(Compile(Script, "")).Begin();
        play.Run.Due.ShouldBe(Play.Start + TimeSpan.FromSeconds(8));
        play.Then(ScriptInput.Silent(play.At)).Then(ScriptInput.Silent(play.At)).Run.Outcome.ShouldBe("silent");
        play = new Play(Compile(Script, "")).Begin();
        play.Then(ScriptInput.Misunderstood(play.At, "ehm")).Then(ScriptInput.Misunderstood(play.At, "ehm")).Run.Outcome.ShouldBe("odd");
    }

    [Theory]
    [InlineData(true, "nothing is not so, held r-1")]
    [InlineData(false, "nothing is so")]
    public void An_empty_text_is_nothing_and_can_be_asked_for(bool holds, string said)
    {
        var play = new Play(Compile("""
            script demo v1, texts en, for chat, outcomes done
              slot held: text = ""
              step first
                ask some: yes/no "Hold it?"
                if some
                  set held = "r-1"
                set first-word = "nothing is so" when held is "", otherwise "nothing is not so"
                if held is not ""
                  say "{first-word}, held {held}"
                  -> end done
                say "{first-word}"
                -> end done
            """, "")).Begin();
        play.Answer(ScriptValue.YesNo(holds));
        string.Join(", held ", play.Shown).ShouldBe(said);
    }

    private static ScriptProgram Compile(string name) => Compile(Examples.Read(name), Examples.Read(Path.ChangeExtension(name, "contracts")));

    private static ScriptProgram Compile(string script, string contracts)
    {
        var known = ScriptContracts.Parse(new SourceText("contracts", contracts), out _);
        var compiled = ScriptCompiler.Compile(new SourceText("script", script), known);
        return compiled.Program.ShouldNotBeNull(string.Join("; ", compiled.Diagnostics));
    }

    private static ScriptValue Phone(string number) => ScriptValue.Written(ScriptType.Phone, number);

    private static ScriptValue Address(string street, string number, string place, bool complete) => ScriptValue.Record(
        ScriptType.Address, ScriptValue.Text(street), ScriptValue.Text(number), ScriptValue.Text(place), ScriptValue.Empty, ScriptValue.YesNo(complete));

    private static ScriptValue Record(ScriptProgram program, string slot, string number, string id, string caller) =>
        ScriptValue.Record(program.Tables.Slots[program.SlotOf(slot)].Type, ScriptValue.Text(number), ScriptValue.Text(id), Phone(caller));
}
