using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Sound;
using ContactCenter.Sip.Audio;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>What is said and played: recordings first, then a voice. Nothing that is missing stops a call: it is logged, counted and left out. Thread-safe.</summary>
internal sealed class PromptStudio
{
    private const string Default = "default";
    private const string None = "none";

    private readonly VoicePromptsOptions _options;
    private readonly PromptFolders _folders;
    private readonly ClipCache _clips;
    private readonly SpeechStore _speech;
    private readonly ILogger _logger;
    private readonly PromptMetrics _metrics;

    public PromptStudio(IOptions<VoicePromptsOptions> options, ISpeechSynthesizer synthesizer, TimeProvider time, ILogger<PromptStudio> logger, PromptMetrics metrics)
    {
        (_options, _logger, _metrics) = (options.Value, logger, metrics);
        _clips = new ClipCache((long)_options.MemoryMegabytes << 20, time);
        _speech = new SpeechStore(_options, synthesizer, _clips, time, logger, metrics);
        _folders = new PromptFolders(_options.Folders, (file, exception) =>
        {
            logger.BadTexts(file, exception.Message);
            metrics.Failed("texts");
        });
        Ringback = CallProgressTones.Of(_options.ToneCountry, CallProgress.Ringback);
        Busy = CallProgressTones.Of(_options.ToneCountry, CallProgress.Busy);
    }

    /// <summary>It rings at the other side.</summary>
    public TonePattern Ringback { get; }

    /// <summary>The other side is busy.</summary>
    public TonePattern Busy { get; }

    /// <summary>What says a text: the part the plan names from its recording, the rest by a recording that says it word for word, or by the voice.</summary>
    /// <param name="text">The text.</param>
    /// <param name="plan">How it is said.</param>
    /// <param name="isPersonal">Whether anything personal may stand in it: its speech is then held in memory for 5 minutes at most, and never on disk.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The clips in order; what cannot be said is missing.</returns>
    public async ValueTask<IReadOnlyList<Clip>> OfAsync(string text, SpokenPlan plan, bool isPersonal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(plan);
        var clips = new List<Clip>(3);
        var from = Math.Clamp(plan.RecordedFrom, 0, text.Length);
        var length = Math.Clamp(plan.RecordedLength, 0, text.Length - from);
        var recording = plan.Recording is { } name ? await RecordingAsync(name, plan.Language, cancellationToken).ConfigureAwait(false) : null;
        if (recording is null)
        {
            await SayAsync(clips, text, plan.Language, isPersonal, cancellationToken).ConfigureAwait(false);
            return clips;
        }

        await SayAsync(clips, text[..from], plan.Language, isPersonal, cancellationToken).ConfigureAwait(false);
        clips.Add(recording);
        await SayAsync(clips, text[(from + length)..], plan.Language, isPersonal, cancellationToken).ConfigureAwait(false);
        return clips;
    }

    /// <summary>What says a text that may be personal.</summary>
    public ValueTask<IReadOnlyList<Clip>> OfAsync(string text, SpokenPlan plan, CancellationToken cancellationToken = default) => OfAsync(text, plan, isPersonal: true, cancellationToken);

    /// <summary>Music.</summary>
    /// <param name="name">A queue that has its own, or the name of a recording in <c>music</c>; null for what is played by default.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null where silence is configured.</returns>
    public async ValueTask<Clip?> MusicAsync(string? name, CancellationToken cancellationToken = default)
    {
        var own = name is not null ? _options.Music.GetValueOrDefault(name) : null;
        foreach (var (music, isConfigured) in new[] { (own ?? name, own is not null), (_options.Music.GetValueOrDefault(Default), true) })
        {
            if (music == None)
            {
                return null;
            }

            if (music is null || await FileAsync(_folders.Music(music), cancellationToken).ConfigureAwait(false) is not { } clip)
            {
                Missing(isConfigured ? music : null);
                continue;
            }

            return clip;
        }

        return HoldMusic.Clip;
    }

    // A queue without music of its own is no fault.
    private void Missing(string? music)
    {
        if (music is not null)
        {
            _logger.NoMusic(music);
            _metrics.Failed("music");
        }
    }

    private async ValueTask<Clip?> RecordingAsync(string name, string language, CancellationToken cancellationToken)
    {
        var clip = await FileAsync(_folders.Recording(name, language), cancellationToken).ConfigureAwait(false);
        if (clip is null)
        {
            _logger.NoRecording(PromptNames.IsName(name) ? name : "not a name", PromptNames.IsLanguage(language) ? language : "?");
            _metrics.Failed("recording");
        }

        return clip;
    }

    private async ValueTask SayAsync(List<Clip> clips, string text, string language, bool isPersonal, CancellationToken cancellationToken)
    {
        var said = text.Trim();
        if (!said.Any(char.IsLetterOrDigit))
        {
            return;
        }

        var clip = await FileAsync(_folders.OfText(said, language), cancellationToken).ConfigureAwait(false)
            ?? await _speech.SayAsync(said, language, isPersonal, cancellationToken).ConfigureAwait(false);
        if (clip is not null)
        {
            clips.Add(clip);
        }
    }

    private async ValueTask<Clip?> FileAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            // A recording that is replaced while the center runs is another one.
            var about = new FileInfo(file);
            var key = $"file {about.LastWriteTimeUtc.Ticks} {about.Length} {file}";
            if (_clips.Find(key) is { } held)
            {
                return held;
            }

            var clip = await Task.Run(() => WavFiles.Read(file), cancellationToken).ConfigureAwait(false);
            _clips.Hold(key, clip);
            return clip;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _logger.BadRecording(file, exception.Message);
            _metrics.Failed("file");
            return null;
        }
    }
}
