using System.Text;

namespace Attn.Bench.Load.Tests;

public sealed class AnswerReaderTests
{
    private const string Fixed = "HTTP/1.1 200 OK\r\nDate: today\r\ncontent-length: 11\r\n\r\nhello world";
    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n";

    [Theory]
    [InlineData(Fixed)]
    [InlineData(Chunked)]
    public void An_answer_is_the_same_in_pieces_of_every_size(string wire)
    {
        for (var piece = 1; piece <= wire.Length; piece++)
        {
            var (status, body) = Read(wire, piece);
            Assert.Equal(200, status);
            Assert.Equal("hello world", body);
        }
    }

    [Fact]
    public void A_body_larger_than_the_buffer_arrives_whole()
    {
        var chunk = new string('x', 10_000);
        var wire =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + string.Concat(Enumerable.Repeat($"2710\r\n{chunk}\r\n", 20))
            + "0\r\n\r\n";
        Assert.Equal(200_000, Read(wire, 4096).Body.Length);
    }

    [Fact]
    public void No_content_needs_no_length() => Assert.Equal((204, ""), Read("HTTP/1.1 204 No Content\r\n\r\n", 100));

    [Fact]
    public void The_reader_notices_that_the_server_closes()
    {
        var reader = new AnswerReader();
        Assert.True(Feed(reader, "HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        Assert.True(reader.Closes);
        reader.Reset();
        Assert.True(Feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        Assert.False(reader.Closes);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab")]
    public void What_is_no_proper_answer_is_refused(string wire) =>
        Assert.Throws<InvalidDataException>(() => Read(wire, wire.Length));

    private static (int Status, string Body) Read(string wire, int piece)
    {
        var reader = new AnswerReader();
        var complete = false;
        for (var at = 0; at < wire.Length; at += piece)
        {
            Assert.False(complete);
            complete = Feed(reader, wire[at..Math.Min(wire.Length, at + piece)]);
        }

        Assert.True(complete);
        return (reader.Status, Encoding.ASCII.GetString(reader.Body.Span));
    }

    private static bool Feed(AnswerReader reader, string piece)
    {
        var bytes = Encoding.ASCII.GetBytes(piece);
        var space = reader.Space();
        if (bytes.Length <= space.Length)
        {
            bytes.CopyTo(space);
            return reader.Take(bytes.Length);
        }

        bytes.AsSpan(0, space.Length).CopyTo(space.Span);
        reader.Take(space.Length);
        return Feed(reader, piece[space.Length..]);
    }
}
