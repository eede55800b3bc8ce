using System.Text;
using ContactCenter.Sip.Authentication;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class Sha512T256Tests
{
    /// <summary>NIST's examples: none, one block, two blocks, a million octets.</summary>
    [Theory]
    [InlineData("", 1, "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a")]
    [InlineData("abc", 1, "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [InlineData("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1, "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a")]
    [InlineData("a", 1_000_000, "9a59a052930187a97038cae692f30708aa6491923ef5194394dc68d56c74fb21")]
    public void It_is_NISTs_function(string text, int times, string hash) => Hash(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)))).ShouldBe(hash);

    /// <summary>Around the ends of blocks; the values are OpenSSL's.</summary>
    [Theory]
    [InlineData(111, "bd209f60b0d04102a09175297fd255367e54b5a5605b928635c606306914363f")]
    [InlineData(112, "2cafeb0882cc405167e9a255b8581a66dc683212474902dd453dbca20a94e61a")]
    [InlineData(119, "6fdcc1a442cc8391d7dd5a0db6601efaee9a4954056c78a64038c36bf7acb368")]
    [InlineData(120, "be74a90abbc2ea03ff56dedae4eda154ba6cf24d73a515903356283b653f5109")]
    [InlineData(127, "c26bc7e9315e62ab0dc6aeb577724d07c09b0c6fdfc0a9f08d8548047c032248")]
    [InlineData(128, "2ff11194b2aec1f943cb5f130ba647c151334068083194d7281a55d607ae255f")]
    [InlineData(129, "c4a3bbf841ed2a289e5109fb392229c80db61c72fd92079b5a4f0441f095a111")]
    [InlineData(239, "b81472d255d80182e196481e5866aa207761a152302a0237e242eb88c577a428")]
    [InlineData(240, "6ca13c55886b74a5ca2ac9782c4b9a49fe3aeeefdfc0cefc34984872fb4c54fd")]
    [InlineData(256, "0ea4199eb79185d8198973ee464a7e0eb26345b54b361ac6af8b1dc10d41911c")]
    [InlineData(1_000, "974bc1ca87fcb8f487f65a650d1eeeebdc0cc269381b9eeb708cc4ea6d4954f2")]
    public void The_end_of_a_block_is_no_edge(int length, string hash) => Hash([.. Enumerable.Range(0, length).Select(static i => (byte)(i % 251))]).ShouldBe(hash);

    private static string Hash(byte[] data)
    {
        var hash = new byte[32];
        Sha512T256.Hash(data, hash);
        return Convert.ToHexStringLower(hash);
    }
}
