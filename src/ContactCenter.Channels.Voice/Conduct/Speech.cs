using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// What is said to the caller, one text after the other over the music, and which keys answer it. Keys stop a text that asks something; those pressed before it
/// count for it. Of the scene's loop.
/// </summary>
internal sealed class Speech
{
    private const int MaxTypedAhead = 32;
    private const int MaxWaiting = 64;
    private const int MaxHandIns = 5;

    private readonly Scene _scene;
    private readonly Queue<OutboundMessage> _waiting = [];
    private readonly List<char> _typedAhead = [];
    private OutboundMessage? _current;
    private KeyCollector? _keys;
    private Delay? _patience;
    private bool _isPlaying;
    private Action? _onSaid;
    private Action? _onListening;
    private bool _isListening;
    private string? _music;
    private int _answers;

    public Speech(Scene scene)
    {
        _scene = scene;
        scene.Ending += () => _waiting.Clear();
    }

    /// <summary>Whether the caller is with somebody: nothing is said then. Set by who knows.</summary>
    public Func<bool> IsServed { get; set; } = static () => false;

    /// <summary>A key was pressed while the caller leaves a message.</summary>
    public Action<char> OnMessageKey { get; set; } = static _ => { };

    /// <summary>The caller waits for somebody, or talks with somebody, and leaves no message any more.</summary>
    public Action OnMoved { get; set; } = static () => { };

    /// <summary>Whether nothing is said before something else has happened, such as a line being free.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether the caller waits for an agent.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether something is being said or is to be.</summary>
    public bool HasWords => _current is not null || _waiting.Count > 0;

    /// <summary>Takes a text to be said.</summary>
    public SendOutcome Say(OutboundMessage message)
    {
        if (_scene.IsOver || _onSaid is not null)
        {
            return new SendOutcome.Refused(SendCodes.CallOver, IsTransient: false);
        }

        if (IsServed() && message.Spoken?.Keys is null)
        {
            return new SendOutcome.Refused(SendCodes.CallerServed, IsTransient: false);
        }

        if (_waiting.Count >= MaxWaiting)
        {
            return new SendOutcome.Refused(SendCodes.TooMuch, IsTransient: true, TimeSpan.FromSeconds(10));
        }

        _waiting.Enqueue(message);
        _scene.Answer(Next);
        return new SendOutcome.Accepted(message.Id.ToString());
    }

    /// <summary>The caller waits for an agent in a queue, with its music.</summary>
    public void Wait(QueueId queue)
    {
        OnMoved();
        (_scene.Queue, IsWaiting) = (queue, true);
        _typedAhead.Clear();
        _scene.Answer(() =>
        {
            Music();
            Next();
        });
    }

    /// <summary>The caller hears the music of the queue, or of none.</summary>
    public void Music()
    {
        var name = _scene.Rules.Music(_scene.Frame.Tenant, _scene.Queue);
        if (_music == name)
        {
            return;
        }

        _music = name;
        _scene.Beside("music", ct => _scene.Equipment.Prompts.MusicAsync(name, ct), clip =>
        {
            if (_music == name)
            {
                _scene.CallerPlace.Loop(clip);
            }
        }, failed: null);
    }

    /// <summary>No music.</summary>
    public void Quiet()
    {
        _music = null;
        _scene.CallerPlace.Loop(null);
    }

    /// <summary>Somebody talks with the caller: what is being said stops, and what was to be said is not, but for questions that came since.</summary>
    public void Yield()
    {
        IsWaiting = false;
        Quiet();
        _waiting.Clear();
        _typedAhead.Clear();
        Stop();
        OnMoved();
    }

    /// <summary>Nobody talks with the caller any more.</summary>
    public void Next()
    {
        if (_current is not null || _scene.IsOver || !_scene.IsAnswered || IsBlocked || _isListening || IsServed())
        {
            return;
        }

        if (!_waiting.TryDequeue(out var message))
        {
            if (_onListening is { } listen)
            {
                (_onListening, _isListening, IsWaiting) = (null, true, false);
                Quiet();
                listen();
                return;
            }

            if (_onSaid is { } then)
            {
                _onSaid = null;
                then();
            }

            return;
        }

        _current = message;
        _scene.Beside("a prompt", ct => _scene.Equipment.Prompts.OfAsync(message.Text, message.Spoken ?? new SpokenPlan(_scene.Rules.Language), ct), clips => Begin(message, clips), []);
    }

    /// <summary>Once everything has been said the caller has the word: nothing is said until <see cref="StopListening"/>.</summary>
    public void Listen(Action then)
    {
        _onListening = then;
        if (_keys is not null && !_isPlaying)
        {
            Stop(); // an answer is not waited for
        }

        Next();
    }

    /// <summary>The center has the word again.</summary>
    public void StopListening()
    {
        _onListening = null;
        if (_isListening)
        {
            _isListening = false;
            Next();
        }
    }

    /// <summary>Does something once everything has been said; nothing more is taken.</summary>
    public void Finish(Action then)
    {
        OnMoved();
        _onSaid = then;
        if (_keys is not null && !_isPlaying)
        {
            Stop(); // an answer is not waited for
        }

        if (IsBlocked && !HasWords)
        {
            _onSaid = null;
            then();
            return;
        }

        Next();
    }

    /// <summary>A key was pressed.</summary>
    public void Press(char key)
    {
        if (_scene.IsRecordingPaused || IsServed())
        {
            return;
        }

        if (_isListening)
        {
            OnMessageKey(key);
        }
        else if (_keys is not null)
        {
            Take(key);
        }
        else if (IsWaiting && _current?.Spoken?.Keys is null && key == _scene.Rules.CallbackKey)
        {
            var (door, frame) = (_scene.Equipment.Door, _scene.Frame);
            _scene.Beside("asking for a callback", ct => door.RequestCallbackAsync(frame.Tenant, frame.Id, ct), static _ => { }, failed: false);
        }
        else if (!IsWaiting && _typedAhead.Count < MaxTypedAhead)
        {
            _typedAhead.Add(key);
        }
    }

    private void Begin(OutboundMessage message, IReadOnlyList<Clip> clips)
    {
        if (_current != message)
        {
            return;
        }

        if (message.Spoken?.Keys is { } plan && _onSaid is null)
        {
            _keys = new KeyCollector(plan, _scene.Rules.KeyPause, _scene.Rules.Silence);
            var ahead = _typedAhead.ToArray();
            _typedAhead.Clear();
            foreach (var (key, i) in ahead.Select(static (key, i) => (key, i)))
            {
                Take(key);
                if (_current != message)
                {
                    _typedAhead.AddRange(ahead[(i + 1)..]); // for the next question
                    return;
                }
            }

            if (_keys.HasBegun)
            {
                return; // the question is known
            }
        }

        _isPlaying = true;
        var place = _scene.CallerPlace;
        _scene.Beside("a prompt", async _ => await place.PlayAsync(clips).ConfigureAwait(false), _ => Said(message), failed: false);
    }

    private void Said(OutboundMessage message)
    {
        if (_current != message)
        {
            return;
        }

        _isPlaying = false;
        if (_keys is null || _onSaid is not null)
        {
            (_current, _keys) = (null, null);
            Next();
        }
        else if (!_keys.HasBegun)
        {
            Wait(message);
        }
    }

    private void Take(char key)
    {
        var message = _current!;
        if (_keys!.Press(key) is { } answer)
        {
            Answered(message, answer);
        }
        else if (_keys.HasBegun)
        {
            _scene.CallerPlace.Stop(); // a key that does not count stops nothing
            Wait(message);
        }
    }

    private void Wait(OutboundMessage message)
    {
        _patience?.Stop();
        _patience = _scene.After(_keys!.Patience, () =>
        {
            if (_current == message && _keys?.Elapse() is { } answer)
            {
                Answered(message, answer);
            }
        });
    }

    private void Answered(OutboundMessage message, string answer)
    {
        Stop();
        if (answer.Length == 0)
        {
            _typedAhead.Clear();
        }

        var frame = _scene.Frame;
        var inbound = new InboundMessage
        {
            Endpoint = frame.Endpoint,
            From = frame.Other ?? Withheld(frame),
            Thread = frame.Id.Thread,
            ProviderId = $"{frame.Id.Thread}-{message.Id.Value:N}-{++_answers}",
            Text = answer,
            Form = AnswerForm.Keys,
            ChosenFrom = message.Id,
        };
        _scene.Beside("handing keys in", ct => HandInAsync(inbound, ct), isIn =>
        {
            if (!isIn)
            {
                _scene.Equipment.Logger.KeysLost(frame.Id);
            }
        }, failed: false);
        Next();
    }

    /// <summary>Who withholds the number has none but the call itself.</summary>
    private static Address Withheld(CallFrame frame) => new(new AddressKind("withheld"), frame.Id.Thread);

    private async ValueTask<bool> HandInAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxHandIns; attempt++)
        {
            var result = await _scene.Equipment.Inbox.ReceiveAsync(message, cancellationToken).ConfigureAwait(false);
            if (result.IsDurable)
            {
                return true;
            }

            await Task.Delay(result.RetryAfter ?? TimeSpan.FromSeconds(1), _scene.Equipment.Time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>What is being said is over, whatever it asked.</summary>
    private void Stop()
    {
        _patience?.Stop();
        (_current, _keys, _patience, _isPlaying) = (null, null, null, false);
        _scene.CallerPlace.Stop();
    }
}

/// <summary>Why a text was not said.</summary>
internal static class SendCodes
{
    public const string CallOver = "call-over";
    public const string CallerServed = "caller-served";
    public const string TooMuch = "too-much-to-say";
}
