namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>A synthesizer that can tell what its speech depends on besides the text, so that it can be kept.</summary>
internal interface ISpeechEngine
{
    /// <summary>Voice, speed and version for a language; another one sounds differently.</summary>
    ValueTask<string> IdentityAsync(string language, CancellationToken cancellationToken);
}
