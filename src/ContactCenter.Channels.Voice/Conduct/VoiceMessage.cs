using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// A message the caller leaves: after a beep the caller is recorded until a closing key, silence, the longest time or the end of the call. What becomes of it is the center's. Of the
/// scene's loop.
/// </summary>
internal sealed class VoiceMessage
{
    /// <summary>How often it is looked whether the caller has finished.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Without an order for so long after the message the call is ended.</summary>
    private static readonly TimeSpan NextOrderWithin = TimeSpan.FromSeconds(30);

    private readonly Scene _scene;
    private readonly Speech _speech;
    private readonly Taping _taping;
    private Delay? _end;
    private bool _isBeginning;

    public VoiceMessage(Scene scene, Speech speech, Taping taping)
    {
        (_scene, _speech, _taping) = (scene, speech, taping);
        speech.OnMessageKey = Press;
        speech.OnMoved = Cancel;
    }

    /// <summary>Whether the caller is being recorded, or is about to be.</summary>
    public bool IsOn => _isBeginning || _end is not null;

    /// <summary>Takes a message once everything that was to be said has been.</summary>
    public void Take()
    {
        if (IsOn)
        {
            return;
        }

        _isBeginning = true;
        _scene.Answer(() => _speech.Listen(Beep));
    }

    private void Beep()
    {
        var place = _scene.CallerPlace;
        _scene.Beside("a beep", async ct => await place.BeepAsync().WaitAsync(ct).ConfigureAwait(false), _ => Record(), failed: false);
    }

    private void Record()
    {
        if (!_isBeginning)
        {
            return; // somebody else has the caller meanwhile
        }

        _taping.TakeMessage(recording =>
        {
            if (!_isBeginning)
            {
                _taping.EndMessage();
                return;
            }

            _isBeginning = false;
            if (recording is null)
            {
                _scene.Equipment.Logger.NoMessage(_scene.Frame.Id);
                _scene.Finish(CallCause.Failed);
                return;
            }

            _end = _scene.After(_scene.Rules.MessageMax, End);
            Watch(recording);
        });
    }

    private void Watch(ICallRecording recording) => _scene.After(Pace, () =>
    {
        if (_end is null)
        {
            return;
        }

        if (recording.HasFailed || recording.Quiet >= _scene.Rules.MessageSilence)
        {
            End();
        }
        else
        {
            Watch(recording);
        }
    });

    private void Press(char key)
    {
        if (key == '#' && _end is not null)
        {
            End();
        }
    }

    /// <summary>It is over: what it came to is told by the recording, and the center says how to go on.</summary>
    private void End()
    {
        Cancel();
        _scene.After(NextOrderWithin, () =>
        {
            if (!_speech.IsWaiting && !_speech.HasWords && !_speech.IsServed())
            {
                _scene.Finish(CallCause.Center);
            }
        });
    }

    private void Cancel()
    {
        _isBeginning = false;
        if (_end is { } end)
        {
            _end = null;
            end.Stop();
            _taping.EndMessage();
        }

        _speech.StopListening();
    }
}
