using System.Collections.Immutable;

namespace ContactCenter.Scripting.Tests.Programs;

/// <summary>What a host can ask a program about events: which it begins on, which it listens to, what one brings.</summary>
public sealed class ProgramEventTests
{
    private static readonly ScriptProgram Program = Compile();

    [Fact]
    public void It_says_what_it_begins_on_and_what_it_listens_to_anywhere()
    {
        Program.StartsOn.ShouldBe("case.reported");
        Program.Events.ShouldBe(["case.cancelled", "case.closed", "case.moved"]);
        ScriptProgram.FromBytes(Program.ToBytes()).Events.ShouldBe(Program.Events);
    }

    [Fact]
    public void What_an_event_brings_is_read_into_the_type_it_is_kept_in()
    {
        Program.TryReadEvent("case.reported", Fields(("number", "7"), ("opened", "2027-03-02T10:00:00Z"), ("colour", "red")), out var reported).ShouldBeTrue();
        reported.AsRecord()!["number"].ToInvariantText().ShouldBe("7");
        Program.TryReadEvent("case.moved", Fields(("value", "2027-03-05")), out var moved).ShouldBeTrue();
        moved.ShouldBe(ScriptValue.Date(new DateOnly(2027, 3, 5)));
        Program.TryReadEvent("case.cancelled", Fields(("reason", "kept nowhere")), out var nothing).ShouldBeTrue();
        nothing.IsEmpty.ShouldBeTrue();
        Program.TryReadEvent("case.unknown", Fields(), out nothing).ShouldBeTrue();
        nothing.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_missing_or_does_not_fit_is_no_value()
    {
        Program.TryReadEvent("case.reported", Fields(("number", "7")), out _).ShouldBeFalse();
        Program.TryReadEvent("case.reported", Fields(("number", "7"), ("opened", "tomorrow")), out _).ShouldBeFalse();
        Program.TryReadEvent("case.moved", Fields(), out _).ShouldBeFalse();
        Program.TryReadEvent("case.moved", Fields(("value", "5.3.2027")), out _).ShouldBeFalse();
    }

    [Fact]
    public void The_field_at_fault_is_named_and_what_weighs_too_much_is_none()
    {
        var type = ScriptType.Record("case", new ScriptTypeField("number", ScriptType.Number), new ScriptTypeField("note", ScriptType.Text, IsOptional: true));
        type.TryRead(Fields(("number", "x")), "value", out _, out var fault).ShouldBeFalse();
        fault!.Value.Name.ShouldBe("number");
        type.TryRead(Fields(("number", "7")), "value", out var value, out fault).ShouldBeTrue();
        (value.AsRecord()!["note"].IsEmpty, fault).ShouldBe((true, null));
        ScriptType.YesNo.TryRead(Fields(("value", "maybe")), "value", out _, out fault).ShouldBeFalse();
        fault!.Value.ShouldBe(new ScriptTypeField("value", ScriptType.YesNo));
        var heavy = ScriptType.Record("heavy", [.. Enumerable.Range(0, 40).Select(static i => new ScriptTypeField($"t{i}", ScriptType.Text))]);
        heavy.TryRead(Fields([.. Enumerable.Range(0, 40).Select(static i => ($"t{i}", new string('x', 4_096)))]), "value", out _, out fault).ShouldBeFalse();
        fault.ShouldBeNull();
    }

    private static ScriptProgram Compile()
    {
        var contracts = ScriptContracts.Parse(new SourceText("contracts", """
            record case(number: text, opened: moment)
            event case.reported gives case
            event case.moved gives date
            event case.closed gives (reason: text)
            event case.cancelled gives (reason: text)
            """), out var wrong);
        wrong.ShouldBeEmpty();
        var compiled = ScriptCompiler.Compile(new SourceText("script", """
            script followed v1, texts en, for sms, outcomes done
              starts on case.reported as case
              on case.cancelled -> end done
              step first
                wait for case.closed as closing, on case.moved as day -> moved, late 3 days -> end done
                send sms "Case {case.number}: {closing.reason}" to "+393331112222"
                -> end done
              step moved
                send sms "Case {case.number} is moved to {day}." to "+393331112222"
                -> end done
            """), contracts);
        return compiled.Program.ShouldNotBeNull(string.Join("; ", compiled.Diagnostics.Select(static one => one.Message)));
    }

    private static ImmutableDictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToImmutableDictionary(static one => one.Name, static one => one.Value);
}
