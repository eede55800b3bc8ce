using ContactCenter.Interactions;

namespace ContactCenter.Tests.Interactions;

/// <summary>A command at which the machine fails takes its fallback path.</summary>
public sealed class InteractionFaultsTests
{
    [Theory]
    [InlineData("new", "ReceiveMessage", "command.faulted, interaction.opened, session.joined, message.joined, timer.set")]
    [InlineData("waiting", "ReceiveMessage", "command.faulted, message.forwarded")]
    [InlineData("hers", "ReceiveMessage", "command.faulted, message.forwarded")]
    [InlineData("ended", "ReceiveMessage", "command.faulted, message.forwarded")]
    [InlineData("waiting", "AssignAgent", "command.faulted, assignment.refused, work.cancelled, timer.set")]
    [InlineData("closed", "AssignAgent", "command.faulted")]
    [InlineData("hers", "WriteMessage", "command.faulted")]
    public void What_it_was_about_takes_a_path_of_its_own(string state, string command, string kinds)
    {
        var before = InteractionSamples.States[state];
        var input = InteractionSamples.Inputs[command];
        var events = InteractionFaults.Fallback(before, input, "InvalidOperationException", InteractionSamples.Now);

        string.Join(", ", events.Select(static e => e.Kind)).ShouldBe(kinds);
        var after = InteractionSamples.Apply(before, input, events);
        if (input.Source is not null)
        {
            InteractionMachine.Decide(after, input, InteractionSamples.Now).Events.ShouldBeEmpty("delivered again, it is not tried again");
        }
    }

    [Fact]
    public void The_customers_next_message_after_a_fault_asks_for_an_agent()
    {
        var input = InteractionSamples.Inputs["ReceiveMessage"];
        var before = InteractionSamples.States["new"];
        var after = InteractionSamples.Apply(before, input, InteractionFaults.Fallback(before, input, "FormatException", InteractionSamples.Now));

        InteractionMachine.Decide(after, InteractionSamples.Receive(60), InteractionSamples.Now).Events.Select(static e => e.Kind)
            .ShouldBe(["message.joined", "timer.cancelled", "work.requested"]);
    }
}
