using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Conducts one call: carries out the orders of the center, and tells what happens. Thread-safe.</summary>
internal sealed class Conductor : IDisposable
{
    private readonly Scene _scene;
    private readonly Speech _speech;
    private readonly Taping _taping;
    private readonly Legs _legs;
    private readonly Staff _staff;
    private readonly Consultation _consultation;
    private readonly Supervision _supervision;
    private readonly Parked _parked;
    private readonly VoiceMessage _message;

    public Conductor(CallFrame frame, Equipment equipment)
    {
        _scene = new Scene(frame, equipment);
        _speech = new Speech(_scene);
        _taping = new Taping(_scene);
        _legs = new Legs(_scene);
        _staff = new Staff(_scene, _legs, _speech, _taping);
        _consultation = new Consultation(_scene, _legs, _staff, _speech);
        _supervision = new Supervision(_scene, _legs);
        _parked = new Parked(_scene, _legs, _staff, _speech);
        _message = new VoiceMessage(_scene, _speech, _taping);
    }

    public CallFrame Frame => _scene.Frame;

    /// <summary>Takes a call that came in and is durable, until it is over and that has been told.</summary>
    public Task RunAsync(ICall caller) => _scene.RunAsync(() =>
    {
        _scene.Adopt(caller);
        caller.KeyPressed += (_, key) => _scene.TryPost(() => _speech.Press(key));
        _scene.When(caller.Over, over => _scene.Finish(over.Cause == CallCause.Customer && !_scene.IsAnswered ? CallCause.Abandoned : over.Cause, over.Status), new CallOver(CallCause.Failed, null));
        if (caller is ILimitedCall { HasLine.IsCompleted: false } limited)
        {
            AwaitLine(limited);
        }
        else
        {
            _scene.Beside("ringing", async ct =>
            {
                await caller.RingAsync(ct).ConfigureAwait(false);
                return true;
            }, static _ => { }, failed: false);
        }
    });

    /// <summary>Calls somebody, until the call is over and that has been told.</summary>
    /// <param name="order">Whom.</param>
    /// <param name="phone">The agent's telephone, where it dialled itself.</param>
    public Task RunAsync(CallOrder.Dial order, ICall? phone)
    {
        var dialling = new Dialling(_scene, _legs, _staff, _speech, call => call.KeyPressed += (_, key) => _scene.TryPost(() => _speech.Press(key)));
        return _scene.RunAsync(() => dialling.Begin(order, phone));
    }

    /// <summary>Has an order carried out.</summary>
    public async ValueTask<CallOrderResult> OrderAsync(CallOrder order, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<CallOrderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_scene.TryPost(() => Carry(order, result => answer.TrySetResult(result))))
        {
            return _scene.IsOver ? CallRefusals.Gone : CallRefusals.Busy;
        }

        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has a text said.</summary>
    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_scene.TryPost(() => answer.TrySetResult(_speech.Say(message))))
        {
            return _scene.IsOver ? new SendOutcome.Refused(SendCodes.CallOver, IsTransient: false) : new SendOutcome.Refused(SendCodes.TooMuch, IsTransient: true);
        }

        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An agent's telephone picks up the call, which is parked.</summary>
    public Task<bool> PickUpAsync(AgentId agent, ICall phone)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _scene.TryPost(() => answer.TrySetResult(!_scene.IsOver && _parked.PickUp(agent, phone))) ? answer.Task : Task.FromResult(false);
    }

    /// <summary>An agent's telephone dials somebody outside: a question about this call, where the agent is in it; null where not.</summary>
    public Task<InternalCall?> AskAsync(AgentId agent, ICall phone)
    {
        var answer = new TaskCompletionSource<InternalCall?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _scene.TryPost(() => answer.TrySetResult(_scene.IsOver ? null : _consultation.Ask(agent, phone))) ? answer.Task : Task.FromResult<InternalCall?>(null);
    }

    /// <summary>Ends the call: after the words for that where there are some, or at once.</summary>
    public void Stop(bool isAtOnce) => _scene.TryPost(() =>
    {
        if (isAtOnce || !_scene.IsAnswered || _scene.Rules.StopNotice is not { Length: > 0 } notice)
        {
            _scene.Finish(CallCause.Center);
            return;
        }

        var caller = _scene.CallerPlace;
        _scene.Beside("the last words", async ct =>
        {
            var clips = await _scene.Equipment.Prompts.OfAsync(notice, new SpokenPlan(_scene.Rules.Language), ct).ConfigureAwait(false);
            return await caller.PlayAsync(clips).WaitAsync(ct).ConfigureAwait(false);
        }, _ => _scene.Finish(CallCause.Center), failed: false);
    });

    public void Dispose() => _scene.Dispose();

    private CallView View => new()
    {
        IsAnswered = _scene.IsAnswered,
        IsHeld = _staff.IsHeld,
        IsTransferred = _staff.IsTransferred,
        Agents = _legs.Agents,
        Supervisors = _legs.Supervisors,
        Consulting = _consultation.By,
        IsConsultAnswered = _consultation.IsAnswered,
        CanRecord = _scene.Equipment.Recordings is not null,
    };

    private void Carry(CallOrder order, Action<CallOrderResult> answer)
    {
        var check = _scene.IsOver ? CallRefusals.Gone : CallRules.Check(order, View);
        if (!check.IsDone)
        {
            answer(check);
            return;
        }

        if (order is CallOrder.Record record)
        {
            _scene.Ending += () => answer(CallRefusals.Gone); // where it is not answered before
            _taping.Order(record, answer);
            return;
        }

        try
        {
            answer(Do(order));
        }
        catch
        {
            answer(CallRefusals.Gone);
            throw;
        }
    }

    private CallOrderResult Do(CallOrder order)
    {
        switch (order)
        {
            case CallOrder.Wait o:
                _speech.Wait(o.Queue);
                break;
            case CallOrder.Ring o:
                _staff.Ring(o);
                break;
            case CallOrder.StopRinging o:
                _staff.StopRinging(o.Offer);
                break;
            case CallOrder.Join o:
                _staff.Join(o.Agent);
                break;
            case CallOrder.LetGo o:
                _staff.LetGo(o.Agent);
                break;
            case CallOrder.TakeMessage:
                _message.Take();
                break;
            case CallOrder.End:
                End();
                break;
            case CallOrder.Hold o:
                _staff.Hold(o.By, o.IsHeld);
                break;
            case CallOrder.Mute o:
                _staff.Mute(o.By, o.IsMuted);
                break;
            case CallOrder.SendKeys o:
                return _staff.SendKeys(o.Keys);
            case CallOrder.Consult o:
                return _consultation.Begin(o);
            case CallOrder.EndConsult o:
                _consultation.End(o.How);
                break;
            case CallOrder.Supervise o:
                return _supervision.Supervise(o.By, o.Part);
            case CallOrder.Park o:
                return _parked.Park(o.By);
            case CallOrder.PickUp o:
                return _parked.Fetch(o.By);
            case CallOrder.MoveTo o:
                return _supervision.Move(o.By, o.Device);
        }

        return CallOrderResult.Done;
    }

    /// <summary>The matter goes on without the call: what was to be said is said, then it ends. Who was left with somebody outside talks on.</summary>
    private void End()
    {
        if (_staff.IsTransferred)
        {
            return;
        }

        foreach (var agent in _legs.Agents)
        {
            _staff.LetGo(agent);
        }

        _staff.Resume(by: null);
        if (!_scene.IsAnswered && !_speech.HasWords)
        {
            Refuse();
            return;
        }

        _speech.Finish(() => _scene.Finish(CallCause.Center));
    }

    private void Refuse()
    {
        if (_scene.Caller is not { } caller || _scene.Frame.IsOutbound)
        {
            _scene.Finish(CallCause.Center);
            return;
        }

        _scene.Beside("refusing", async ct =>
        {
            await caller.RefuseAsync(CallRefusal.Declined, cancellationToken: ct).ConfigureAwait(false);
            return true;
        }, _ => _scene.Finish(CallCause.Center, status: 603), failed: false);
    }

    /// <summary>All lines of the trunk are in use: the caller is answered and hears an announcement, and nothing else before a line is free.</summary>
    private void AwaitLine(ILimitedCall limited)
    {
        _speech.IsBlocked = true;
        _scene.Answer(() =>
        {
            var (caller, prompts, language) = (_scene.CallerPlace, _scene.Equipment.Prompts, _scene.Rules.Language);
            _speech.Music();
            if (limited.Announcement is { Length: > 0 } announcement)
            {
                _scene.Beside("an announcement", async ct => await caller.PlayAsync(await prompts.OfAsync(announcement, new SpokenPlan(language) { Recording = announcement, RecordedLength = announcement.Length }, ct).ConfigureAwait(false)).ConfigureAwait(false), static _ => { }, failed: false);
            }
        });
        _scene.When(limited.HasLine, () =>
        {
            _speech.IsBlocked = false;
            _scene.CallerPlace.Stop();
            if (!_speech.IsWaiting)
            {
                _speech.Quiet();
            }

            _speech.Next();
        });
    }
}
