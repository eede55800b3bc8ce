using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>A caller who waits in a parking place until an agent's telephone picks the call up. Of the scene's loop.</summary>
internal sealed class Parked
{
    private readonly Scene _scene;
    private readonly Legs _legs;
    private readonly Staff _staff;
    private readonly Speech _speech;
    private string? _place;

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
        return CallOrderResult.Done;
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
        _scene.Beside("answering a telephone of ours", phone.AnswerAsync, isAnswered =>
        {
            if (isAnswered && _legs.Has(leg))
            {
                _staff.Connect(leg);
            }
            else if (_legs.Has(leg))
            {
                _legs.Remove(leg);
                _scene.Report(new CallReport.Left(agent, IsLost: true));
            }
        }, failed: false);
        return true;
    }

    private void Leave()
    {
        if (_place is { } place)
        {
            _place = null;
            _scene.Equipment.Parking.Leave(_scene.Frame.Tenant, place);
        }
    }
}
