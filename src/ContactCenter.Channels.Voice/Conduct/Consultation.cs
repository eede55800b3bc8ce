using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>An agent asks somebody else while the caller waits with music, and what becomes of that. Of the scene's loop.</summary>
internal sealed class Consultation
{
    private static readonly TimeSpan BusyTone = TimeSpan.FromSeconds(2);

    private readonly Scene _scene;
    private readonly Legs _legs;
    private readonly Staff _staff;
    private readonly Speech _speech;
    private Leg? _other;
    private AgentId _by;
    private bool _isBlind;
    private bool _isAnswered;
    private bool _isAlone;
    private Action<bool>? _referred;

    public Consultation(Scene scene, Legs legs, Staff staff, Speech speech)
    {
        (_scene, _legs, _staff, _speech) = (scene, legs, staff, speech);
        staff.OnLeavingConsult = Leaving;
        staff.Consulting = () => By;
        staff.OnLetGo = LetGo;
        legs.OnTransfer = Refer;
        var over = legs.OnOver;
        legs.OnOver = (leg, how) =>
        {
            if (leg == _other)
            {
                OtherGone();
            }
            else
            {
                over(leg, how);
            }
        };
    }

    /// <summary>Who consults; null for nobody.</summary>
    public AgentId? By => _other is null ? null : _by;

    /// <summary>Whether the one who is asked has answered.</summary>
    public bool IsAnswered => _other is not null && _isAnswered;

    public CallOrderResult Begin(CallOrder.Consult order)
    {
        var targets = order.Colleague is { } colleague ? Ringer.Of(_scene.Equipment.Phones, colleague, _scene.Frame) : [Outside(order.Outside!.Value)];
        if (targets.Count == 0)
        {
            return CallRefusals.NoTelephone;
        }

        Call(order.By, order.Colleague, order.Outside, targets);
        return CallOrderResult.Done;
    }

    public void End(ConsultEnd how)
    {
        switch (how)
        {
            case ConsultEnd.Conference:
                Together();
                break;
            case ConsultEnd.Transfer:
                Transfer();
                break;
            default:
                Back();
                break;
        }
    }

    private CallTarget Outside(string number) => new(LineNames.Any, number, _scene.Frame.Endpoint.Address.Value);

    /// <summary>
    /// An agent's telephone sends the caller on: to a colleague's name or telephone, or to a number outside; the agent stays until somebody answers. Or it has called a colleague itself, and
    /// connects the two.
    /// </summary>
    private void Refer(Leg leg, string target, Action<bool> answer)
    {
        if (leg is not { IsJoined: true, IsAgent: true, Agent: { } by } || _other is not null)
        {
            answer(false);
            return;
        }

        if (_scene.Equipment.Internal.Find(target, by) is { } own)
        {
            if ((own.Colleague is not { } asked || _legs.Of(asked) is null) && own.TryHandOver() is { } call)
            {
                Connect(by, own, call, answer);
                return;
            }

            target = own.Dialled; // who has not answered yet is called anew
        }

        var phones = _scene.Equipment.Phones;
        var colleague = phones.AgentOf(target) ?? (phones.DevicesOf(target).Count > 0 || phones.NumberOf(target) is not null ? target : null);
        var outside = colleague is null ? NumberOf(target) : null;
        AgentId? agent = colleague is null ? null : new AgentId(colleague);
        var targets = agent is { } known ? Ringer.Of(phones, known, _scene.Frame) : outside is { } number ? [Outside(number.Value)] : [];
        if (targets.Count == 0 || (agent is { } here && _legs.Of(here) is not null))
        {
            answer(false);
            return;
        }

        (_isBlind, _referred) = (true, answer);
        Call(by, agent, outside, targets);
    }

    /// <summary>An agent who is in the call dials somebody outside on a telephone; null where it is none that is in it, or no number.</summary>
    public InternalCall? Ask(AgentId agent, ICall phone) => _legs.Of(agent) is { IsJoined: true, IsAgent: true } && NumberOf(phone.To) is { } number
        ? InternalCall.Asking(_scene.Equipment, phone, agent, Outside(number.Value), () => _scene.TryPost(() => _scene.Report(new CallReport.Consulted(agent, null, number))))
        : null;

    /// <summary>Who has been called by an agent's telephone is in the call from now on, and the agent is not.</summary>
    private void Connect(AgentId by, InternalCall own, ICall call, Action<bool> answer)
    {
        var leg = _other = _legs.Add(own.Colleague);
        (_by, _isAnswered, _isAlone, _referred) = (by, true, false, answer);
        _legs.Take(leg, call);
        leg.Place.IsHeld = false;
        if (own.Colleague is { } asked)
        {
            _scene.Report(new CallReport.Consulted(by, asked, null));
        }

        Transfer();
    }

    /// <summary>A number outside, as people of the endpoint's country dial it; null for what is none.</summary>
    private Address? NumberOf(string text)
    {
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is < 2 or > 32 || !digits.All(char.IsAsciiDigit) ? null
            : Address.Phone(_scene.Equipment.Outside?.IsEmergency(text) is true ? text : NumberPlan.Canonical(text, _scene.Frame.Endpoint.Address.Value) ?? text);
    }

    private void Call(AgentId by, AgentId? colleague, Address? outside, IReadOnlyList<CallTarget> targets)
    {
        (_by, _isAnswered, _isAlone) = (by, false, false);
        _staff.Hold(by, true);
        _legs.Of(by)?.Place.Tone(PlaceTone.Ringback);
        var leg = _other = _legs.Add(colleague);
        _legs.Ring(leg, targets, _scene.Rules.DialRing, result => Rang(leg, result, outside));
    }

    private void Rang(Leg leg, RingResult result, Address? outside)
    {
        if (leg != _other)
        {
            _legs.Remove(leg);
            return;
        }

        if (result.Call is null)
        {
            OtherGone();
            return;
        }

        _isAnswered = true;
        leg.Place.IsHeld = false;
        _legs.Of(_by)?.Place.Loop(null);
        _scene.Report(new CallReport.Consulted(_by, leg.Agent, outside));

        if (_isBlind)
        {
            Transfer();
        }
    }

    /// <summary>Nobody answered, or the one who was asked has hung up: back to the caller, after a moment of the tone that says so.</summary>
    private void OtherGone()
    {
        if (_other is not { } other)
        {
            return;
        }

        if (_isAlone)
        {
            Clear(isDone: false);
            _legs.Remove(other);
            _staff.LeftAlone(isLost: true);
            return;
        }

        var by = _by;
        Clear(isDone: false);
        _legs.Remove(other);
        _legs.Of(by)?.Place.Tone(PlaceTone.Busy);
        _scene.After(BusyTone, () =>
        {
            _legs.Of(by)?.Place.Loop(null);
            if (_other is null)
            {
                _staff.Resume(by);
            }
        });
    }

    private void Back()
    {
        var (other, by) = (_other!, _by);
        Clear(isDone: false);
        _legs.Remove(other);
        _legs.Of(by)?.Place.Loop(null);
        _staff.Resume(by);
    }

    private void Together()
    {
        var (other, by) = (_other!, _by);
        Clear(isDone: true);
        _staff.Resume(by);
        Join(other);
    }

    /// <summary>The other one and the caller talk on, the agent is let go.</summary>
    private void Transfer()
    {
        var (other, by, wasAlone) = (_other!, _by, _isAlone);
        Clear(isDone: true);
        if (wasAlone)
        {
            _scene.CallerPlace.IsHeld = false;
        }

        _staff.Resume(by);
        Join(other);
        if (_legs.Of(by) is { } leg)
        {
            _legs.Remove(leg);
        }

        if (other.Agent is null && _legs.Agents.Count == 0)
        {
            _staff.IsTransferred = true;
            _scene.Report(new CallReport.Transferred(by));
        }
        else if (!wasAlone)
        {
            _scene.Report(new CallReport.Left(by));
        }
    }

    private void Join(Leg other)
    {
        _speech.Yield();
        (other.IsJoined, other.IsWanted) = (true, true);
        if (other.Agent is { } colleague)
        {
            _scene.Report(new CallReport.Joined(colleague));
        }
    }

    /// <summary>The agent who consults hangs up: with somebody there it is a transfer; sent on blindly the caller waits for the answer.</summary>
    private bool Leaving(Leg leg)
    {
        if (_other is null || leg.Agent != _by)
        {
            return false;
        }

        if (_isAnswered)
        {
            Transfer();
            return true;
        }

        if (_isBlind)
        {
            _isAlone = true;
            _scene.Report(new CallReport.Left(_by));
            return true;
        }

        var other = _other;
        Clear(isDone: false);
        _legs.Remove(other);
        return false;
    }

    /// <summary>The center takes the agent out. A colleague who was asked stays for a moment: the order to connect may follow.</summary>
    private void LetGo(AgentId agent)
    {
        if (_other is not { } other || agent != _by)
        {
            return;
        }

        Clear(isDone: false);
        if (other.Agent is null)
        {
            _legs.Remove(other);
            return;
        }

        _scene.After(_scene.Rules.AgentRing, () =>
        {
            if (!other.IsWanted)
            {
                _legs.Remove(other);
            }
        });
    }

    private void Clear(bool isDone)
    {
        _referred?.Invoke(isDone);
        (_other, _isBlind, _isAnswered, _isAlone, _referred) = (null, false, false, false, null);
    }
}
