namespace SecureAccess.Delivery;

/// <summary>Hands messages of some channels to whoever carries them.</summary>
public interface IMessageChannel
{
    /// <summary>Delivers one message.</summary>
    /// <param name="message">The message in clear.</param>
    /// <param name="idempotencyKey">The same at every try of one message.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <exception cref="MessageRefusedException">It was not taken; it will be tried again.</exception>
    Task Deliver(OutgoingMessage message, Guid idempotencyKey, CancellationToken cancellationToken);
}

/// <summary>A carrier did not take a message. The text names the carrier and its answer, never the message.</summary>
public sealed class MessageRefusedException(string reason, Exception? inner = null)
    : Exception(reason, inner);
