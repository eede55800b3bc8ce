using System.Collections.Immutable;
using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Records;
using ContactCenter.Sniffing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>
/// Takes what an agent wants to send along. A medium is stored under its customer's key first and named by the command that sends it; one that
/// is never sent is a blob nobody names.
/// </summary>
internal sealed class MediaIntake(TenantRuntime runtime, AgentId me)
{
    /// <summary>What a session's channel can carry and the tenant's agents may send; null where nothing can be sent along.</summary>
    public MediaLimits? LimitsOf(ChannelKind? channel)
    {
        if (channel is not { } kind || !runtime.CanPublishMedia || runtime.Endpoints.ChannelOf(kind) is not IMediaSender sender)
        {
            return null;
        }

        var limits = sender.MediaLimits;
        var allowed = runtime.MediaOptions.SendTypes;
        var types = limits.ContentTypes.Where(t => allowed.Count == 0 || allowed.Contains(t)).ToList();
        return types.Count == 0 ? null : limits with { ContentTypes = types };
    }

    /// <summary>Stores a medium for the customer of a session of <paramref name="interaction"/>.</summary>
    public async ValueTask<MediaUpload> TakeAsync(InteractionId interaction, SessionId session, Stream content, CancellationToken cancellationToken)
    {
        var state = await runtime.Interactions.LoadAsync(interaction).ConfigureAwait(false);
        if (state.Phase != InteractionPhase.Open || state.Agent != me)
        {
            return Refuse(state.Phase == InteractionPhase.New ? DeskStatus.NotFound : DeskStatus.Refused, "CC1302", "Only the agent who has the conversation writes to the customer.");
        }

        if (LimitsOf(state.Session(session)?.Channel) is not { } limits)
        {
            return Refuse(DeskStatus.Refused, "CC1231", "Nothing can be sent along in this conversation.");
        }

        var observed = new ObservedStream(content);
        await using var _ = observed.ConfigureAwait(false);
        var type = await observed.SniffAsync(cancellationToken).ConfigureAwait(false);
        if (!limits.ContentTypes.Contains(type))
        {
            return Refuse(DeskStatus.Invalid, "CC1232", $"A file of the type {type} cannot be sent; send one of {string.Join(", ", limits.ContentTypes)}.");
        }

        try
        {
            var blob = await runtime.Storage.Blobs.PutAsync(state.CustomerOf(session).Subject, observed, limits.MaxSizeBytes, cancellationToken).ConfigureAwait(false);
            return new MediaUpload(DeskResult.Done, new UploadedMedium(blob, type, observed.Count));
        }
        catch (InvalidDataException) when (observed.Count > limits.MaxSizeBytes)
        {
            return Refuse(DeskStatus.Invalid, "CC1233", $"The file is too large; at most {limits.MaxSizeBytes / 1_000} kB can be sent.");
        }
    }

    /// <summary>What <paramref name="blobs"/> are: read again, because who names them is not to be believed. Null, with the reason, when they cannot be sent.</summary>
    public async ValueTask<(ImmutableArray<AttachedMedium>? Media, DeskResult? Fault)> ResolveAsync(
        InteractionId interaction, SessionId session, IReadOnlyList<BlobId> blobs, CancellationToken cancellationToken)
    {
        var state = await runtime.Interactions.LoadAsync(interaction).ConfigureAwait(false);
        if (LimitsOf(state.Session(session)?.Channel) is not { } limits)
        {
            return (null, new DeskResult(DeskStatus.Refused, "CC1231", "Nothing can be sent along in this conversation."));
        }

        if (blobs.Count > limits.MaxCount)
        {
            return (null, new DeskResult(DeskStatus.Invalid, "CC1234", $"{blobs.Count} files are too many; send at most {limits.MaxCount} with a message."));
        }

        var media = ImmutableArray.CreateBuilder<AttachedMedium>();
        foreach (var blob in blobs)
        {
            if (await ReadAsync(state.CustomerOf(session).Subject, blob, limits, cancellationToken).ConfigureAwait(false) is not { } medium)
            {
                return (null, new DeskResult(DeskStatus.Invalid, "CC1235", "A file is no longer there, or was stored for another customer; attach it again."));
            }

            media.Add(medium);
        }

        return media.Sum(static m => m.Size) > limits.MaxSizeBytes
            ? (null, new DeskResult(DeskStatus.Invalid, "CC1233", $"The files are too large together; at most {limits.MaxSizeBytes / 1_000} kB can be sent with a message."))
            : (media.ToImmutable(), null);
    }

    private async ValueTask<AttachedMedium?> ReadAsync(SubjectId subject, BlobId blob, MediaLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            if (await runtime.Storage.Blobs.OpenAsync(subject, blob, cancellationToken).ConfigureAwait(false) is not { } content)
            {
                return null;
            }

            await using var _ = content.ConfigureAwait(false);
            var observed = new ObservedStream(content);
            await using var __ = observed.ConfigureAwait(false);
            var type = await observed.SniffAsync(cancellationToken).ConfigureAwait(false);
            await observed.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            return limits.ContentTypes.Contains(type) ? new AttachedMedium { Blob = blob, Type = type, Size = observed.Count } : null;
        }
        catch (Exception e) when (e is InvalidDataException or CryptographicException)
        {
            return null; // another subject's: it does not decrypt; or one from before the key was damaged
        }
    }

    private static MediaUpload Refuse(DeskStatus status, string code, string message) => new(new DeskResult(status, code, message), null);
}
