using ContactCenter.Interactions;
using ContactCenter.Tests.Interactions;

namespace ContactCenter.Tests.Timers;

/// <summary>A timer fires once and at its time, whatever is on its way.</summary>
public sealed class TimerMachineTests
{
    private static readonly TimerId Timer = new(DerivedId.From("timer"));
    private static readonly DateTimeOffset Due = InteractionSamples.Now.AddHours(1);

    [Fact]
    public void A_timer_that_was_moved_while_it_was_on_its_way_does_not_fire()
    {
        var state = Set(Set(InteractionSamples.States["waiting"], Due), Due.AddHours(1));

        InteractionMachine.Decide(state, Fire("first", Due), Due).Events.ShouldBeEmpty();
        InteractionMachine.Decide(state, Fire("moved", Due.AddHours(1)), Due.AddHours(1)).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_timer_delivered_twice_fires_once()
    {
        var state = Set(InteractionSamples.States["waiting"], Due);
        var first = Fire("once", Due);
        var fired = InteractionMachine.Decide(state, first, Due).Events;
        fired.ShouldHaveSingleItem().ShouldBeOfType<InteractionEvent.TimerFired>();

        state = InteractionSamples.Apply(state, first, fired);

        InteractionMachine.Decide(state, Fire("again", Due), Due).Events.ShouldBeEmpty();
    }

    private static InteractionState Set(InteractionState state, DateTimeOffset due) =>
        InteractionSamples.Apply(state, InteractionSamples.Pulled(60, new InteractionCommand.FireTimer(Timer, due)), [new InteractionEvent.TimerSet(Timer, "reminder", due)]);

    private static InteractionInput Fire(string key, DateTimeOffset due) =>
        new(DerivedId.From(key), null, Principal.System, new InteractionCommand.FireTimer(Timer, due));
}
