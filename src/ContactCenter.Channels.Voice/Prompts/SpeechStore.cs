using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Speech of a voice, made once: from memory, from disk where nothing personal is in it, or new. Thread-safe.</summary>
internal sealed class SpeechStore
{
    // As long as a menu is repeated to the same caller.
    private static readonly TimeSpan PersonalHeld = TimeSpan.FromMinutes(5);

    private readonly ISpeechSynthesizer _synthesizer;
    private readonly ClipCache _clips;
    private readonly SpeechFiles? _files;
    private readonly ILogger _logger;
    private readonly PromptMetrics _metrics;

    public SpeechStore(VoicePromptsOptions options, ISpeechSynthesizer synthesizer, ClipCache clips, TimeProvider time, ILogger logger, PromptMetrics metrics)
    {
        (_synthesizer, _clips, _logger, _metrics) = (synthesizer, clips, logger, metrics);
        _files = options.CacheFolder is { Length: > 0 } folder ? new SpeechFiles(folder, (long)options.CacheMegabytes << 20, time) : null;
    }

    /// <summary>Null when it cannot be said; that is logged and counted.</summary>
    public async ValueTask<Clip?> SayAsync(string text, string language, bool isPersonal, CancellationToken cancellationToken)
    {
        try
        {
            var engine = _synthesizer is ISpeechEngine known
                ? await known.IdentityAsync(language, cancellationToken).ConfigureAwait(false)
                : $"{_synthesizer.GetType().FullName} {_synthesizer.GetType().Assembly.GetName().Version}";
            var key = SpeechFiles.Key(text, language, engine);
            if (_clips.Find(key) is { } held)
            {
                return held;
            }

            var clip = isPersonal ? null : await OnDiskAsync(files => files.Find(key)).ConfigureAwait(false);
            if (clip is null)
            {
                var speech = await _synthesizer.SayAsync(text, language, cancellationToken).ConfigureAwait(false);
                clip = new Clip(speech.Samples, speech.SampleRate);
                if (!isPersonal)
                {
                    await OnDiskAsync<object?>(files =>
                    {
                        files.Keep(key, clip);
                        return null;
                    }).ConfigureAwait(false);
                }
            }

            _clips.Hold(key, clip, isPersonal ? PersonalHeld : null);
            return clip;
        }
        catch (Exception exception) when (exception is ChannelException or ArgumentException)
        {
            _logger.Unsaid(text.Length, PromptNames.IsLanguage(language) ? language : "?", exception.Message);
            _metrics.Failed("speech");
            return null;
        }
    }

    private async ValueTask<T?> OnDiskAsync<T>(Func<SpeechFiles, T?> work)
    {
        if (_files is null)
        {
            return default;
        }

        try
        {
            return await Task.Run(() => work(_files)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _logger.NotKept(exception.Message);
            _metrics.Failed("disk");
            return default;
        }
    }
}
