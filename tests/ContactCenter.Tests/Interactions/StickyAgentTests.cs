using ContactCenter.Interactions;

namespace ContactCenter.Tests.Interactions;

/// <summary>The agent a customer knows: the policy of the moment names the agent, and the request for one carries it.</summary>
public sealed class StickyAgentTests
{
    private static readonly AgentId Anna = new("anna");

    [Fact]
    public void Work_is_meant_for_the_agent_of_the_policy_for_its_limit()
    {
        var work = Requested(out _);
        (work.Agent, work.AgentLimit).ShouldBe((Anna, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void What_a_person_transfers_waits_for_whom_the_person_names_without_a_limit()
    {
        Requested(out var state);
        var bruno = new AgentId("bruno");
        var input = InteractionSamples.Supervisor(50, new InteractionCommand.TransferWork(null, bruno));
        var work = InteractionMachine.Decide(state, input, InteractionSamples.Now).Events.OfType<InteractionEvent.WorkRequested>().Single().Item;
        (work.Agent, work.AgentLimit).ShouldBe((bruno, null));
    }

    private static WorkItem Requested(out InteractionState state)
    {
        var before = InteractionSamples.States["new"];
        var input = InteractionSamples.Receive(1, InteractionSamples.Open with { Agent = Anna, AgentLimit = TimeSpan.FromMinutes(2) });
        var events = InteractionMachine.Decide(before, input, InteractionSamples.Now).Events;
        state = InteractionSamples.Apply(before, input, events);
        return events.OfType<InteractionEvent.WorkRequested>().Single().Item;
    }
}
