using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>The recording of a call. Of the scene's loop.</summary>
internal sealed class Taping
{
    private const string MessageBy = "caller";

    private readonly Scene _scene;
    private ICallRecording? _recording;
    private ICallRecording? _message;
    private bool _isBeginning;

    public Taping(Scene scene)
    {
        _scene = scene;
        scene.Ending += () =>
        {
            scene.Stage.Recording = null;
            scene.Drop(_recording);
            scene.Drop(_message);
        };
    }

    /// <summary>An agent talks with the caller: where every call of the queue is recorded, it begins, once both have been told.</summary>
    public void Joined(IPlace agent)
    {
        if (_recording is not null || _isBeginning || _scene.Equipment.Recordings is null || !_scene.Rules.RecordsAlways(_scene.Frame.Tenant, _scene.Queue))
        {
            return;
        }

        if (_scene.Rules.RecordingNotice is not { Length: > 0 } notice)
        {
            Begin("queue");
            return;
        }

        _isBeginning = true;
        var caller = _scene.CallerPlace;
        _scene.Beside("the notice of a recording", async ct =>
        {
            var clips = await _scene.Equipment.Prompts.OfAsync(notice, new SpokenPlan(_scene.Rules.Language), ct).ConfigureAwait(false);
            var heard = await Task.WhenAll(caller.PlayAsync(clips), agent.PlayAsync(clips)).WaitAsync(ct).ConfigureAwait(false);
            return heard[0];
        }, isTold =>
        {
            _isBeginning = false;
            if (isTold) // who was not told is not recorded
            {
                Begin("queue");
            }
        }, failed: false);
    }

    /// <summary>Begins, pauses or goes on; answered once it is durable. A pause holds at once.</summary>
    public void Order(CallOrder.Record order, Action<CallOrderResult> answer)
    {
        _scene.IsRecordingPaused = !order.IsOn;
        if (_recording is { } recording)
        {
            _scene.Beside("a pause of the recording", async _ =>
            {
                if (order.IsOn)
                {
                    await recording.ResumeAsync(order.By).ConfigureAwait(false);
                }
                else
                {
                    await recording.PauseAsync(order.By).ConfigureAwait(false);
                }

                return CallOrderResult.Done;
            }, answer, CallRefusals.NoRecordings);
        }
        else if (order.IsOn)
        {
            Begin(order.By, answer);
        }
        else
        {
            answer(CallOrderResult.Done);
        }
    }

    /// <summary>The caller is recorded as a message from here on; what was recorded of a talk before is whole.</summary>
    /// <param name="then">With the recording; with null where there can be none.</param>
    public void TakeMessage(Action<ICallRecording?> then)
    {
        _scene.Stage.Recording = null;
        _scene.Drop(_recording);
        _recording = null;
        if (_scene.Equipment.Recordings is not { } recordings)
        {
            then(null);
            return;
        }

        var (frame, rate) = (_scene.Frame, _scene.Stage.SampleRate);
        _scene.Beside("beginning a message", ct => recordings.BeginAsync(frame.Tenant, frame.Id, rate, MessageBy, isMessage: true, ct), begun =>
        {
            _message = begun;
            _scene.Stage.Recording = begun;
            then(begun);
        }, failed: null);
    }

    /// <summary>The message is whole.</summary>
    public void EndMessage()
    {
        _scene.Stage.Recording = null;
        _scene.Drop(_message);
        _message = null;
    }

    private void Begin(string by, Action<CallOrderResult>? answer = null)
    {
        if (_isBeginning)
        {
            answer?.Invoke(CallOrderResult.Done);
            return;
        }

        _isBeginning = true;
        var (frame, rate, recordings) = (_scene.Frame, _scene.Stage.SampleRate, _scene.Equipment.Recordings!);
        var isPaused = _scene.IsRecordingPaused;
        _scene.Beside("beginning a recording", async ct =>
        {
            var begun = await recordings.BeginAsync(frame.Tenant, frame.Id, rate, by, isMessage: false, ct).ConfigureAwait(false);
            if (begun is not null && isPaused)
            {
                await begun.PauseAsync(by).ConfigureAwait(false);
            }

            return begun;
        }, begun =>
        {
            _isBeginning = false;
            _recording = begun;
            _scene.Stage.Recording = begun;
            if (begun is not null && _scene.IsRecordingPaused != isPaused)
            {
                Order(new CallOrder.Record(by, !_scene.IsRecordingPaused) { Tenant = frame.Tenant, Call = frame.Id }, static _ => { });
            }

            answer?.Invoke(begun is null ? CallRefusals.NoRecordings : CallOrderResult.Done);
        }, failed: null);
    }
}
