using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Screening;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>A call of ours on its way: the agent's telephone first, then the other side; who answers a campaign is screened first. Of the scene's loop.</summary>
internal sealed class Dialling(Scene scene, Legs legs, Staff staff, Speech speech, Action<ICall> listen)
{
    /// <summary>After the longest analysis, where no sound comes by which time could be told.</summary>
    private static readonly TimeSpan WithoutSound = TimeSpan.FromSeconds(1);

    private Leg? _agent;
    private ICall? _phone;
    private ScreeningSound? _screening;
    private CallOrder.Dial _order = null!;

    /// <param name="order">Whom, and for whom.</param>
    /// <param name="phone">The agent's telephone, where it dialled itself: it hears it ring there, and is answered when the other side has answered.</param>
    public void Begin(CallOrder.Dial order, ICall? phone)
    {
        _order = order;
        if (order.Agent is not { } agent)
        {
            DialOut(order);
            return;
        }

        if (phone is not null)
        {
            _phone = phone;
            legs.Take(_agent = legs.Add(agent, isWanted: true), phone);
            DialOut(order);
            return;
        }

        var targets = Ringer.Of(scene.Equipment.Phones, agent, scene.Frame);
        if (targets.Count == 0)
        {
            scene.Report(new CallReport.Left(agent, IsLost: true));
            scene.Finish(CallCause.Failed);
            return;
        }

        var leg = _agent = legs.Add(agent, isWanted: true);
        legs.Ring(leg, targets, scene.Rules.AgentRing, result =>
        {
            if (result.Call is null)
            {
                scene.Report(new CallReport.Left(agent, IsLost: true));
                scene.Finish(CallCause.Failed);
            }
            else
            {
                DialOut(order);
            }
        });
    }

    private void DialOut(CallOrder.Dial order)
    {
        var target = new CallTarget(LineNames.Any, order.To.Value, order.From.Address.Value);
        scene.Beside("dialling", ct => scene.Equipment.Telephone.CallAsync(target, ct), Dialled, failed: null);
    }

    private void Dialled(ICall? call)
    {
        if (call is null)
        {
            Finish(CallCause.NoLine);
            return;
        }

        scene.CallerPlace.IsHeld = true; // what comes before the answer is the line's, and the agent hears our tone
        scene.Adopt(call);
        if (_order.IsScreened && scene.Rules.Screening.IsOn)
        {
            call.Sound = _screening = new ScreeningSound(scene.CallerPlace.Sound, scene.Rules.Screening, found => scene.TryPost(() => Found(found)));
        }

        listen(call);
        scene.Report(new CallReport.Dialled(call.Line));
        _agent?.Place.Tone(PlaceTone.Ringback);
        scene.When(call.Ringing, () =>
        {
            if (!scene.IsAnswered)
            {
                scene.Report(new CallReport.Ringing());
                if (_phone is { } phone)
                {
                    scene.Beside("ringing", async ct =>
                    {
                        await phone.RingAsync(ct).ConfigureAwait(false);
                        return true;
                    }, static _ => { }, failed: false);
                }
            }
        });
        var limit = scene.After(_order.RingsUntil is { } until ? until - scene.Equipment.Time.GetUtcNow() : scene.Rules.DialRing, () => Finish(CallCause.NoAnswer));
        scene.When(call.Answered, isAnswered =>
        {
            limit.Stop();
            if (isAnswered)
            {
                Answered();
            }
        }, failed: false);
        scene.When(call.Over, Over, new CallOver(CallCause.Failed, null));
    }

    /// <summary>Who hangs up while it is not known yet who it is has answered all the same, and refused nothing.</summary>
    private void Over(CallOver over) => Finish(
        !scene.IsAnswered && over.Cause == CallCause.Customer && _screening is not { IsOn: true } ? CallCause.Refused : over.Cause, over.Status);

    private void Finish(CallCause cause, int? status = null)
    {
        if (_phone is not null && !scene.IsAnswered && _agent is { } leg)
        {
            legs.Refuse(leg, cause.Refusal(status));
        }

        scene.Finish(cause, status);
    }

    private void Answered()
    {
        if (_screening is not { } screening)
        {
            Take(AnsweredBy.Unknown);
            return;
        }

        screening.IsOn = true;
        scene.After(scene.Rules.Screening.MaxAnalysis + WithoutSound, () => Screened(AnsweredBy.Unknown));
    }

    private void Found(AnswerDetector detector)
    {
        if (detector.Verdict is { } verdict && !scene.IsOver)
        {
            if (!scene.IsAnswered)
            {
                scene.Equipment.Metrics.Screened(verdict);
            }

            switch (verdict.Reason)
            {
                case ScreeningReason.BusyTone:
                    scene.Finish(CallCause.Busy);
                    return;
                case ScreeningReason.SpecialInformation:
                    scene.Finish(CallCause.Refused);
                    return;
            }

            Screened(verdict.Who switch { Answerer.Machine => AnsweredBy.Machine, Answerer.Person => AnsweredBy.Person, _ => AnsweredBy.Unknown });
            if (detector.IsListening && speech.IsBlocked)
            {
                MachineListens();
            }
        }
    }

    /// <summary>It is known who answered, or was listened for long enough. What is to be said to a machine waits for its tone.</summary>
    private void Screened(AnsweredBy by)
    {
        if (scene.IsAnswered || scene.IsOver)
        {
            return;
        }

        speech.IsBlocked = by == AnsweredBy.Machine;
        _screening!.IsOn = speech.IsBlocked;
        if (speech.IsBlocked)
        {
            scene.After(scene.Rules.Screening.MaxGreetingOfMachine + WithoutSound, MachineListens);
        }

        Take(by);
    }

    private void MachineListens()
    {
        _screening!.IsOn = false;
        if (speech.IsBlocked)
        {
            speech.IsBlocked = false;
            speech.Next();
        }
    }

    private void Take(AnsweredBy by)
    {
        scene.CallerPlace.IsHeld = false;
        scene.BeAnswered(by);
        if (_agent is { } leg && legs.Has(leg))
        {
            if (_phone is null)
            {
                staff.Connect(leg);
            }
            else
            {
                staff.Admit(leg, _phone);
            }
        }
    }
}
