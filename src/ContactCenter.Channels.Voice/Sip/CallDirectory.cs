using System.Collections.Concurrent;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Finds a call by one of its dialogs, as somebody's Replaces names it. RFC 3891. Thread-safe.</summary>
internal sealed class CallDirectory(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string CallId, string Tag), LineCall> _calls = new();

    /// <summary>The clock of its calls.</summary>
    public TimeProvider Time => time;

    public void Add(VoiceCall dialog, LineCall call)
    {
        var key = (dialog.Call.CallId, dialog.Call.LocalTag);
        if (_calls.TryAdd(key, call))
        {
            _ = dialog.Over.ContinueWith((_, _) => _calls.TryRemove(key, out LineCall? _), null, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public LineCall? Find(SipReplaces replaces) => _calls.GetValueOrDefault((replaces.CallId, replaces.ToTag));
}
