using System.Runtime.CompilerServices;
using ContactCenter.Desk;
using ContactCenter.Interactions;

namespace ContactCenter.Tests.Interactions;

/// <summary>The table of <c>docs/states.md</c> against the machine, cell by cell.</summary>
public sealed class InteractionTableTests
{
    private static readonly string[][] Table = ReadTable();

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var row in Table.Skip(1))
            {
                for (var column = 1; column < row.Length; column++)
                {
                    cells.Add(row[0], Table[0][column], row[column]);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_command_in_a_state_does_what_its_cell_says(string command, string state, string expected)
    {
        Cell(InteractionSamples.States[state], InteractionSamples.Inputs[command]).ShouldBe(expected);
        var decision = InteractionMachine.Decide(InteractionSamples.States[state], InteractionSamples.Inputs[command], InteractionSamples.Now);
        decision.Refusal?.Status.ShouldBe(decision.Refusal.Code == "CC1305" ? DeskStatus.NotFound : DeskStatus.Refused);
    }

    [Fact]
    public void Every_command_has_a_row_and_every_phase_a_column()
    {
        var commands = typeof(InteractionCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(InteractionCommand))).Select(t => t.Name).ToList();
        commands.Count.ShouldBeGreaterThan(5);
        Table.Skip(1).Select(r => r[0].Split(" (")[0]).Distinct().ShouldBe(commands, ignoreOrder: true);
        Table.Skip(1).ShouldAllBe(r => InteractionSamples.Inputs[r[0]].Command.GetType().Name == r[0].Split(" (", StringSplitOptions.None)[0]);
        Table.Skip(1).Select(r => r[0]).ShouldBe(InteractionSamples.Inputs.Keys, ignoreOrder: true);
        Table[0].Skip(1).ShouldBe(InteractionSamples.States.Keys);
        InteractionSamples.States.Values.Select(s => s.Phase).Distinct().ShouldBe(Enum.GetValues<InteractionPhase>(), ignoreOrder: true);
        Table.ShouldAllBe(r => r.Length == Table[0].Length);
    }

    [Fact]
    public void Every_event_has_a_body_that_comes_back_as_it_was()
    {
        var events = InteractionSamples.States.Values
            .SelectMany(s => InteractionSamples.Inputs.Values.SelectMany(i => InteractionMachine.Decide(s, i, InteractionSamples.Now).Events))
            .Append(new InteractionEvent.CommandFaulted("End", "InvalidOperationException"))
            .ToList();
        events.Select(e => e.GetType()).Distinct().ShouldBe(
            typeof(InteractionEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(InteractionEvent))), ignoreOrder: true);
        foreach (var e in events)
        {
            var again = InteractionCodec.ReadNewest(e.Kind, InteractionCodec.Write(e));
            again.GetType().ShouldBe(e.GetType());
            InteractionCodec.Write(again).ShouldBe(InteractionCodec.Write(e));
            System.Text.Encoding.UTF8.GetString(InteractionCodec.Write(e)).ShouldNotContain("hello", Case.Sensitive, "a person's text stays out of the body");
        }
    }

    [Fact]
    public void All_messages_after_the_end_go_to_one_successor()
    {
        var state = InteractionSamples.States["ended"];
        var first = InteractionMachine.Decide(state, InteractionSamples.Receive(60), InteractionSamples.Now).Events.ShouldHaveSingleItem().ShouldBeOfType<InteractionEvent.MessageForwarded>();
        state = InteractionSamples.Apply(state, InteractionSamples.Receive(60), [first]);
        var second = InteractionMachine.Decide(state, InteractionSamples.Receive(61), InteractionSamples.Now).Events.ShouldHaveSingleItem().ShouldBeOfType<InteractionEvent.MessageForwarded>();
        second.To.ShouldBe(first.To);
    }

    [Fact]
    public void What_is_delivered_again_after_a_restart_decides_nothing_again()
    {
        var state = InteractionSamples.States["waiting"];
        var input = InteractionSamples.Receive(60);
        var first = InteractionMachine.Decide(state, input, InteractionSamples.Now).Events;
        first.ShouldNotBeEmpty();

        state = InteractionSamples.Apply(state, input, first);

        InteractionMachine.Decide(state, input, InteractionSamples.Now).Events.ShouldBeEmpty();
        InteractionMachine.Decide(state, InteractionSamples.Receive(59), InteractionSamples.Now).Events.ShouldBeEmpty("an older one has been reacted to, too");
    }

    [Fact]
    public void A_customer_is_told_once_for_each_request_that_nobody_can_take_it()
    {
        var state = InteractionSamples.States["waiting"];
        var input = InteractionSamples.Inputs["NobodyCan (but it waits)"];
        state = InteractionSamples.Apply(state, input, InteractionMachine.Decide(state, input, InteractionSamples.Now).Events);
        var again = InteractionSamples.Pulled(70, input.Command);
        InteractionMachine.Decide(state, again, InteractionSamples.Now).Events.ShouldBeEmpty();
    }

    private static string[][] ReadTable([CallerFilePath] string here = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/states.md");
        if (Environment.GetEnvironmentVariable("CONTACTCENTER_UPDATE_BASELINES") == "1")
        {
            WriteTable(page);
        }

        return [.. File.ReadLines(page)
            .SkipWhile(l => !l.StartsWith("| command |", StringComparison.Ordinal))
            .TakeWhile(l => l.StartsWith('|'))
            .Where(l => !l.StartsWith("| ---", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];
    }

    private static string Cell(InteractionState state, InteractionInput input)
    {
        var decision = InteractionMachine.Decide(state, input, InteractionSamples.Now);
        return decision.Refusal?.Code ?? (decision.Events.Length == 0 ? "nothing" : string.Join(", ", decision.Events.Select(static e => e.Kind)));
    }

    /// <summary>Writes the table anew; read the difference, each cell is a rule.</summary>
    private static void WriteTable(string page)
    {
        var lines = File.ReadAllLines(page);
        var before = lines.TakeWhile(static l => !l.StartsWith("| command |", StringComparison.Ordinal)).ToArray();
        var after = lines.Skip(before.Length).SkipWhile(static l => l.StartsWith('|'));
        var states = InteractionSamples.States;
        File.WriteAllLines(page,
        [
            .. before,
            $"| command | {string.Join(" | ", states.Keys)} |",
            $"| --- |{string.Concat(Enumerable.Repeat(" --- |", states.Count))}",
            .. InteractionSamples.Inputs.Select(i => $"| {i.Key} | {string.Join(" | ", states.Values.Select(state => Cell(state, i.Value)))} |"),
            .. after,
        ]);
    }
}
