using System.Net;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Rtp.Streams;

/// <content>Each packet that comes, each frame and report that goes: on the engine's own thread.</content>
public sealed partial class MediaStream
{
    private void ReceiveRtp(Span<byte> datagram, SocketAddress source, TimeSpan now)
    {
        bool isFirst, isRefused;
        ForwardedPacket packet;
        MediaStream? next;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            next = _forwardTo;
            var refused = _receive.Refused;
            var isTaken = _receive.Take(datagram, source, next is null && _parameters.Direction.HasFlag(MediaDirection.ReceiveOnly), now, out packet);
            next = isTaken && packet.At > 0 ? next : null;
            isFirst = isTaken && !_hasHeard;
            isRefused = _receive.Refused != refused && !_hasRefused;
            _hasHeard |= isTaken;
            _hasRefused |= isRefused;
            _isSilent &= !isTaken;
        }

        next?.Forward(datagram.Slice(packet.At, packet.Length), packet);
        TellDigits();
        if (isFirst)
        {
            PeerHeard?.Invoke(this);
        }

        if (isRefused)
        {
            SourceRefused?.Invoke(this);
        }
    }

    private void ReceiveRtcp(Span<byte> datagram, SocketAddress source, bool isOfOwnPort, TimeSpan now)
    {
        bool ends;
        lock (_gate)
        {
            // With a port of its own its source is another port of the same host; an address translation may have changed that, so it is learned.
            var isOurs = isOfOwnPort ? _receive.Gate.IsOfHost(source) : _receive.Gate.Destination is { } at && SourceGate.Same(at, source);
            if (_isOver || !isOurs)
            {
                return;
            }

            if (_receive.Srtp is { } srtp)
            {
                if (srtp.UnprotectRtcp(datagram, now, out var length) != SrtpVerdict.Authentic)
                {
                    return;
                }

                datagram = datagram[..length];
            }

            ends = _reports.Read(datagram, _send.Ssrc, _receive, now);
            if (isOfOwnPort && _options.LearnsSource && !SourceGate.Same(source, _rtcpTo))
            {
                _rtcpTo = new SocketAddress(source.Family, source.Size);
                source.Buffer.Span[..source.Size].CopyTo(_rtcpTo.Buffer.Span);
            }
        }

        if (ends)
        {
            PeerLeft?.Invoke(this);
        }
    }

    private void Forward(ReadOnlySpan<byte> payload, ForwardedPacket packet)
    {
        Span<byte> buffer = stackalloc byte[SendPath.MostOctets];
        lock (_gate)
        {
            var type = packet.Format < 0 ? _parameters.DigitPayloadType : packet.Format < _parameters.Formats.Count ? _parameters.Formats[packet.Format].PayloadType : null;
            if (_isOver || type is not { } payloadType || !_parameters.Direction.HasFlag(MediaDirection.SendOnly) || _receive.Gate.Destination is not { } to)
            {
                return;
            }

            var length = _send.Forward(buffer, payload, (byte)payloadType, packet.Sequence, packet.Timestamp, packet.Marker, packet.StartsAnew);
            if (length > 0)
            {
                _port.Send(buffer[..length], to);
            }
        }
    }

    private void Play(TimeSpan now)
    {
        var sink = Sink;
        if (!_parameters.Direction.HasFlag(MediaDirection.ReceiveOnly) || _forwardTo is not null || (sink is null && !_parameters.FindsDigitsInSound))
        {
            return;
        }

        Span<short> frame = stackalloc short[48 * 60]; // the highest rate, the longest packet time
        var kind = _receive.Playout.Fill(frame, _receive.Digits.IsPressed, now, out var length);
        sink?.Play(frame[..length], _receive.Playout.SampleRate, kind);
        if (_parameters.FindsDigitsInSound)
        {
            _receive.FindDigits(frame[..length], _receive.Playout.SampleRate);
        }
    }

    private void SendFrame(int turns)
    {
        var to = _receive.Gate.Destination;
        var isOpen = to is not null && _parameters.Direction.HasFlag(MediaDirection.SendOnly);
        Span<byte> packet = stackalloc byte[SendPath.MostOctets];
        var length = _send.Frame(packet, IsMuted ? null : Source, isOpen, _options.SendsComfortNoise, turns);
        if (length > 0)
        {
            _port.Send(packet[..length], to!);
        }
    }

    private void SendReport(bool isBye, TimeSpan now)
    {
        var to = _port.HasRtcpPort && !_parameters.SharesPort ? _rtcpTo : _receive.Gate.Destination;
        if (to is null)
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[MostReport];
        var length = _reports.Write(buffer, _send, _receive, isBye, now);
        length = _send.Srtp is { } srtp ? srtp.ProtectRtcp(buffer, length) : length;
        if (length > 0)
        {
            _ = _parameters.SharesPort ? _port.Send(buffer[..length], to) : _port.SendRtcp(buffer[..length], to);
        }
    }

    private void Signal()
    {
        var changed = _receive.Gate.Signal(_parameters.CanReach ? _parameters.Remote.Serialize() : null);
        if (changed || _rtcpTo is null)
        {
            _rtcpTo = _parameters.CanReach ? _parameters.Rtcp.Serialize() : null;
        }
    }

    private void TellDigits()
    {
        if (!_receive.Digits.HasNews)
        {
            return;
        }

        lock (_telling)
        {
            while (TryNextDigit(out var digit))
            {
                DigitReceived?.Invoke(this, digit);
            }
        }
    }

    private bool TryNextDigit(out DigitEvent digit)
    {
        lock (_gate)
        {
            return _receive.Digits.TryNext(out digit);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private sealed class RtcpHook(MediaStream stream) : IPacketHook
    {
        public void Received(Span<byte> datagram, SocketAddress source, TimeSpan now) => stream.ReceiveRtcp(datagram, source, isOfOwnPort: true, now);
    }
}
