using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// A caller who waits in a parking place until an agent picks the call up. Where nobody does in time, who parked it is called; where that is not answered, the agent counts as lost, and
/// the center has the caller wait in the queue again. Of the scene's loop.
/// </summary>
internal sealed class Parked
{
    private readonly Scene _scene;
    private readonly Legs _legs;
    private readonly Staff _staff;
    private readonly Speech _speech;
    private readonly List<Leg> _called = [];
    private string? _place;
    private Delay? _return;

    public Parked(Scene scene, Legs legs, Staff staff, Speech speech)
    {
        (_scene, _legs, _staff, _speech) = (scene, legs, staff, speech);
        staff.OnConnecting = Leave;
        scene.Ending += Leave;
    }

    /// <summary>The caller waits from now on, and everybody else is let go.</summary>
    public CallOrderResult Park(AgentId by)
    {
        if (_scene.Equipment.Parking.Take(_scene.Frame.Tenant, _scene.Frame.Id) is not { } place)
        {
            return CallRefusals.NoPlace;
        }

        _place = place;
        _staff.Resume(by);
        _scene.Report(new CallReport.Parked(by, place));
        foreach (var leg in _legs.Talking.ToArray())
        {
            _legs.Remove(leg);
            if (leg.Agent is { } agent)
            {
                _scene.Report(new CallReport.Left(agent));
            }
        }

        _speech.Music();
        _return = _scene.After(_scene.Rules.ParkFor, () => Return(by));
        return CallOrderResult.Done;
    }

    /// <summary>An agent takes the call from the desktop: the agent's telephone rings. Not answered, the caller waits on.</summary>
    public CallOrderResult Fetch(AgentId agent)
    {
        if (_place is null)
        {
            return CallRefusals.NotParked;
        }

        if (_legs.Of(agent) is not null)
        {
            return CallRefusals.AlreadyIn;
        }

        var targets = Ringer.Of(_scene.Equipment.Phones, agent, _scene.Frame);
        if (targets.Count == 0)
        {
            return CallRefusals.NoTelephone;
        }

        Call(agent, targets, static () => { });
        return CallOrderResult.Done;
    }

    /// <summary>Nobody has come.</summary>
    private void Return(AgentId by)
    {
        if (_place is null || _legs.Of(by) is not null)
        {
            return;
        }

        _scene.Report(new CallReport.Returned(by));
        var targets = Ringer.Of(_scene.Equipment.Phones, by, _scene.Frame);
        if (targets.Count == 0)
        {
            GiveBack(by);
        }
        else
        {
            Call(by, targets, () => GiveBack(by));
        }
    }

    private void Call(AgentId agent, IReadOnlyList<CallTarget> targets, Action missed)
    {
        var leg = _legs.Add(agent);
        _called.Add(leg);
        _legs.Ring(leg, targets, _scene.Rules.AgentRing, result =>
        {
            _called.Remove(leg);
            if (result.Call is not null)
            {
                leg.IsWanted = true;
                _staff.Connect(leg);
                return;
            }

            _legs.Remove(leg);
            if (_place is not null)
            {
                missed();
            }
        });
    }

    private void GiveBack(AgentId by)
    {
        if (_scene.Frame.IsOutbound)
        {
            _return = _scene.After(_scene.Rules.ParkFor, () => Return(by)); // whom we have called waits in no queue
            return;
        }

        Leave();
        _scene.Report(new CallReport.Left(by, IsLost: true));
    }

    /// <summary>An agent's telephone picks the call up.</summary>
    /// <returns>False when the call is not parked, or the agent is in it.</returns>
    public bool PickUp(AgentId agent, ICall phone)
    {
        if (_place is null || _legs.Of(agent) is not null)
        {
            return false;
        }

        Leave();
        var leg = _legs.Add(agent, isWanted: true);
        _legs.Take(leg, phone);
        _staff.Admit(leg, phone);
        return true;
    }

    /// <summary>The place is free, and whoever was called in vain is called no more.</summary>
    private void Leave()
    {
        _return?.Stop();
        _return = null;
        foreach (var leg in _called.ToArray())
        {
            _legs.Remove(leg);
        }

        _called.Clear();
        if (_place is { } place)
        {
            _place = null;
            _scene.Equipment.Parking.Leave(_scene.Frame.Tenant, place);
        }
    }
}
