using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Supervisors who listen, whisper or barge in, and agents who go on at another telephone. Of the scene's loop.</summary>
internal sealed class Supervision(Scene scene, Legs legs)
{
    private readonly Dictionary<AgentId, Leg> _moving = [];

    public CallOrderResult Supervise(AgentId by, CallPart? part)
    {
        var leg = legs.Of(by);
        if (part is not { } wanted)
        {
            legs.Remove(leg!);
            scene.Report(new CallReport.Left(by));
            return CallOrderResult.Done;
        }

        if (leg is not null)
        {
            leg.Part = leg.Place.Part = wanted;
            if (leg.IsJoined)
            {
                scene.Report(new CallReport.Joined(by, wanted));
            }

            return CallOrderResult.Done;
        }

        var targets = Ringer.Of(scene.Equipment.Phones, by, scene.Frame);
        if (targets.Count == 0)
        {
            return CallRefusals.NoTelephone;
        }

        var called = legs.Add(by, wanted);
        legs.Ring(called, targets, scene.Rules.AgentRing, result =>
        {
            if (result.Call is null)
            {
                legs.Remove(called);
                scene.Report(new CallReport.Left(by, IsLost: true));
                return;
            }

            (called.IsJoined, called.Place.IsHeld) = (true, false);
            scene.Report(new CallReport.Joined(by, called.Part));
        });
        return CallOrderResult.Done;
    }

    /// <summary>Calls the other telephone of an agent; once it is answered the old one is let go. The caller hears nothing of it.</summary>
    public CallOrderResult Move(AgentId by, string device)
    {
        var phones = scene.Equipment.Phones;
        CallTarget? target = phones.NumberOf(by.Value) == device ? new CallTarget(LineNames.Any, device, scene.Frame.Endpoint.Address.Value)
            : phones.AgentOf(device) == by.Value ? new CallTarget(LineNames.Phone, device, scene.Frame.Shown) : null;
        if (target is null)
        {
            return CallRefusals.NoDevice;
        }

        if (_moving.ContainsKey(by))
        {
            return CallRefusals.AlreadyIn;
        }

        var after = legs.Add(by);
        _moving[by] = after;
        legs.Ring(after, [target], scene.Rules.AgentRing, result =>
        {
            _moving.Remove(by);
            var before = legs.Of(by);
            if (result.Call is null || before is null || before == after)
            {
                legs.Remove(after);
                return;
            }

            (after.IsJoined, after.IsWanted, after.Place.IsHeld, after.Place.IsMuted) = (true, true, false, before.Place.IsMuted);
            legs.Remove(before);
        });
        return CallOrderResult.Done;
    }
}
