using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>The agents of a call: asked, connected, put on hold, let go. Of the scene's loop.</summary>
internal sealed class Staff
{
    private readonly Scene _scene;
    private readonly Legs _legs;
    private readonly Speech _speech;
    private readonly Taping _taping;
    private AgentId? _heldBy;

    public Staff(Scene scene, Legs legs, Speech speech, Taping taping)
    {
        (_scene, _legs, _speech, _taping) = (scene, legs, speech, taping);
        speech.IsServed = () => IsHeld || legs.Talking.Any();
        legs.OnOver = Over;
        legs.OnHeld = HeldByPhone;
    }

    /// <summary>Whether the caller is on hold.</summary>
    public bool IsHeld => _heldBy is not null;

    /// <summary>Whether the caller was left with somebody outside.</summary>
    public bool IsTransferred { get; set; }

    /// <summary>Somebody is connected with the caller.</summary>
    public Action OnConnecting { get; set; } = static () => { };

    /// <summary>Who asks somebody else meanwhile: the button of that telephone does not bring the caller in.</summary>
    public Func<AgentId?> Consulting { get; set; } = static () => null;

    /// <summary>The center takes an agent out.</summary>
    public Action<AgentId> OnLetGo { get; set; } = static _ => { };

    /// <summary>An agent's telephone is gone while the agent consults: true when that goes on without the agent.</summary>
    public Func<Leg, bool> OnLeavingConsult { get; set; } = static _ => false;

    /// <summary>An agent is asked.</summary>
    public void Ring(CallOrder.Ring order)
    {
        if (_legs.Of(order.Agent) is not null)
        {
            return; // asked, or here, already
        }

        var targets = Ringer.Of(_scene.Equipment.Phones, order.Agent, _scene.Frame);
        if (targets.Count == 0)
        {
            Answer(order.Offer, order.Agent, OfferAnswer.Unreachable, static _ => { });
            return;
        }

        var leg = _legs.Add(order.Agent, offer: order.Offer);
        _legs.Ring(leg, targets, order.Until - _scene.Equipment.Time.GetUtcNow(), result => Rang(leg, result));
    }

    /// <summary>An offer is void.</summary>
    public void StopRinging(OfferId offer)
    {
        if (_legs.Of(offer) is { IsWanted: false } leg)
        {
            _legs.RemoveWithNotice(leg, _scene.Rules.TooLateNotice);
        }
    }

    /// <summary>An agent has the call.</summary>
    public void Join(AgentId agent)
    {
        if (_legs.Of(agent) is { } leg)
        {
            if (leg.IsWanted || leg.IsJoined)
            {
                return;
            }

            leg.IsWanted = true;
            if (leg.Call is not null)
            {
                Connect(leg);
            }
            else
            {
                _scene.After(_scene.Rules.AgentRing, () =>
                {
                    if (leg.Call is null)
                    {
                        leg.StopRinging();
                    }
                });
            }

            return;
        }

        var targets = Ringer.Of(_scene.Equipment.Phones, agent, _scene.Frame);
        if (targets.Count == 0)
        {
            _scene.Report(new CallReport.Left(agent, IsLost: true));
            return;
        }

        var called = _legs.Add(agent, isWanted: true);
        _legs.Ring(called, targets, _scene.Rules.AgentRing, result => Rang(called, result));
    }

    /// <summary>An agent has the call no more.</summary>
    public void LetGo(AgentId agent)
    {
        if (_legs.Of(agent) is not { } leg)
        {
            return;
        }

        var wasJoined = leg.IsJoined;
        OnLetGo(agent);
        _legs.Remove(leg);
        if (wasJoined)
        {
            Resume(agent);
            _scene.Report(new CallReport.Left(agent));
            _speech.Next();
        }
    }

    /// <summary>Answers the telephone of an agent who has called us, and connects the agent.</summary>
    public void Admit(Leg leg, ICall phone) => _scene.Beside("answering a telephone of ours", phone.AnswerAsync, isAnswered =>
    {
        if (!_legs.Has(leg))
        {
            return;
        }

        if (isAnswered)
        {
            Connect(leg);
        }
        else
        {
            _legs.Remove(leg);
            _scene.Report(new CallReport.Left(leg.Agent!.Value, IsLost: true));
        }
    }, failed: false);

    /// <summary>Connects somebody whose telephone was answered with the caller.</summary>
    public void Connect(Leg leg)
    {
        if (!_scene.IsAnswered)
        {
            _scene.Answer(() =>
            {
                if (_legs.Has(leg) && leg.Call is not null)
                {
                    Connect(leg);
                }
            });
            return;
        }

        if (leg.IsJoined)
        {
            return;
        }

        OnConnecting();
        _speech.Yield();
        leg.Place.Loop(null);
        leg.Place.Stop();
        (leg.IsJoined, leg.Place.IsHeld, _scene.CallerPlace.IsHeld) = (true, false, false);
        _heldBy = null;
        if (leg.Agent is { } agent)
        {
            IsTransferred = false;
            _scene.Report(new CallReport.Joined(agent, leg.Part));
            _taping.Joined(leg.Place);
        }
    }

    /// <summary>The caller is on hold, or off hold.</summary>
    public void Hold(AgentId by, bool isHeld)
    {
        if (!isHeld)
        {
            Resume(_heldBy is null ? by : _heldBy.Value, by);
        }
        else if (!IsHeld)
        {
            _heldBy = by;
            _scene.CallerPlace.IsHeld = true;
            _speech.Music();
            _scene.Report(new CallReport.Held(by));
        }
    }

    public void Mute(AgentId by, bool isMuted)
    {
        if (_legs.Of(by) is { } leg)
        {
            leg.Place.IsMuted = isMuted;
            _scene.Report(new CallReport.Muted(by, isMuted));
        }
    }

    /// <summary>Sends keys to the other side.</summary>
    public CallOrderResult SendKeys(string keys) => keys.All(key => _scene.Caller!.SendKey(key)) ? CallOrderResult.Done : CallRefusals.TooManyKeys;

    /// <summary>Somebody's end of the call, after which the caller may be alone.</summary>
    public void LeftAlone(bool isLost)
    {
        if (_legs.Agents.Count > 0)
        {
            return;
        }

        if (isLost || !_scene.Rules.AgentHangUpEnds)
        {
            Resume(by: null);
            _speech.Music();
        }
        else
        {
            _scene.Finish(CallCause.Center);
        }
    }

    /// <summary>Takes the caller off hold where this one, or anybody for null, had put the caller there.</summary>
    public void Resume(AgentId? by, AgentId? reportedBy = null)
    {
        if (_heldBy is not { } holder || (by is not null && by != holder))
        {
            return;
        }

        _heldBy = null;
        _scene.CallerPlace.IsHeld = false;
        _speech.Quiet();
        _scene.Report(new CallReport.Resumed(reportedBy ?? holder));
    }

    private void Rang(Leg leg, RingResult result)
    {
        if (leg.Agent is not { } agent)
        {
            return;
        }

        if (result.Call is not null)
        {
            if (leg.IsWanted)
            {
                Connect(leg);
            }
            else
            {
                leg.Place.Tone(PlaceTone.Ready);
                Answer(leg.Offer!.Value, agent, OfferAnswer.Accepted, isOurs => Accepted(leg, isOurs));
            }

            return;
        }

        _legs.Remove(leg);
        if (leg.IsWanted)
        {
            _scene.Report(new CallReport.Left(agent, IsLost: true));
        }
        else if (result.Cause is not CallCause.NoAnswer && leg.Offer is { } offer)
        {
            Answer(offer, agent, result.Cause is CallCause.Busy or CallCause.Refused ? OfferAnswer.Declined : OfferAnswer.Unreachable, static _ => { });
        }
    }

    /// <summary>Whether the agent who answered was in time. The order to connect follows, or has come already.</summary>
    private void Accepted(Leg leg, bool isOurs)
    {
        if (!_legs.Has(leg) || leg.IsWanted)
        {
            return;
        }

        if (!isOurs)
        {
            _legs.RemoveWithNotice(leg, _scene.Rules.TooLateNotice);
            return;
        }

        _scene.After(_scene.Rules.AgentRing, () =>
        {
            if (_legs.Has(leg) && !leg.IsWanted) // nobody wants the agent after all
            {
                _legs.RemoveWithNotice(leg, _scene.Rules.TooLateNotice);
                _scene.Report(new CallReport.Left(leg.Agent!.Value, IsLost: true));
            }
        });
    }

    private void Answer(OfferId offer, AgentId agent, OfferAnswer answer, Action<bool> then)
    {
        var (door, tenant) = (_scene.Equipment.Door, _scene.Frame.Tenant);
        _scene.Beside("answering an offer", ct => door.AnswerOfferAsync(tenant, offer, agent, answer, ct), then, failed: false);
    }

    private void Over(Leg leg, CallOver over)
    {
        var isLost = over.Cause is CallCause.Lost or CallCause.Failed;
        var (wasJoined, wasWanted) = (leg.IsJoined, leg.IsWanted);
        var goesOn = wasJoined && OnLeavingConsult(leg);
        _legs.Remove(leg);
        if (leg.Part != CallPart.Agent)
        {
            if (wasJoined)
            {
                _scene.Report(new CallReport.Left(leg.Agent!.Value));
            }
        }
        else if (leg.Agent is { } agent)
        {
            if (wasJoined && !goesOn)
            {
                Left(agent, isLost);
            }
            else if (!wasJoined && wasWanted)
            {
                Missed(agent);
            }
        }
        else if (wasJoined && _legs.Agents.Count == 0)
        {
            _scene.Finish(CallCause.Center); // the one the caller was left with has hung up
        }
    }

    private void Left(AgentId agent, bool isLost)
    {
        if (_legs.Agents.Count == 0 && _legs.Talking.Any())
        {
            Resume(by: null);
            IsTransferred = true;
            _scene.Report(new CallReport.Transferred(agent));
            return;
        }

        _scene.Report(new CallReport.Left(agent, isLost));
        LeftAlone(isLost);
        Resume(agent); // with others left
    }

    /// <summary>The agent was to be connected and hung up before.</summary>
    private void Missed(AgentId agent)
    {
        if (_scene.Frame.IsOutbound && !_scene.IsAnswered)
        {
            _scene.Finish(CallCause.Center);
        }
        else
        {
            _scene.Report(new CallReport.Left(agent, IsLost: true));
        }
    }

    private void HeldByPhone(Leg leg, bool isHeld)
    {
        if (leg is { IsJoined: true, IsAgent: true, Agent: { } agent } && Consulting() != agent)
        {
            Hold(agent, isHeld);
        }
    }
}
