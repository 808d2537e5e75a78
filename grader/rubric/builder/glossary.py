"""Names of one concept in Chinese and English, for deep learning and computer science: data only.

One concept a line, names separated by commas, Chinese before English. Names in one line may stand
for each other in an answer; near neighbours (precision, accuracy) are kept on lines of their own.
"""

from __future__ import annotations

_TABLE = """
人工智能, AI, artificial intelligence
人工智能生成内容, AIGC, AI generated content, AI-generated content
生成式人工智能, 生成式AI, generative AI
机器学习, machine learning
深度学习, deep learning
强化学习, reinforcement learning, RL
监督学习, 有监督学习, supervised learning
无监督学习, unsupervised learning
自监督学习, self-supervised learning
半监督学习, semi-supervised learning
对比学习, contrastive learning
迁移学习, transfer learning
微调, 精调, fine-tuning, fine-tune, finetuning
预训练, pre-training, pretraining, pretrained
零样本, zero-shot
少样本, few-shot
提示词, 提示语, prompt
神经网络, neural network
卷积神经网络, CNN, convolutional neural network
循环神经网络, RNN, recurrent neural network
图神经网络, GNN, graph neural network
长短期记忆网络, 长短期记忆, LSTM, long short-term memory
门控循环单元, GRU, gated recurrent unit
门控机制, 门控, gating, gate
生成模型, 生成式模型, generative model
判别模型, 判别式模型, discriminative model
生成对抗网络, 生成式对抗网络, GAN, generative adversarial network
生成器, 生成网络, G网络, generator
判别器, 判别网络, 鉴别器, D网络, discriminator
对抗训练, adversarial training
对抗样本, adversarial example
模式崩溃, 模式坍塌, mode collapse
极小极大博弈, 极小极大, minimax game, minimax
纳什均衡, Nash equilibrium
自编码器, autoencoder
变分自编码器, VAE, variational autoencoder
编码器, encoder
解码器, decoder
潜在空间, 隐空间, 潜空间, latent space
潜变量, 隐变量, 潜在变量, latent variable
重构, 重建, reconstruction, reconstruct
重构误差, 重建误差, 重构损失, 重建损失, reconstruction loss, reconstruction error
KL散度, 相对熵, KL divergence, Kullback-Leibler divergence
证据下界, 变分下界, ELBO, evidence lower bound
重参数化, 重参数化技巧, reparameterization, reparameterization trick
先验分布, 先验, prior, prior distribution
后验分布, 后验, posterior, posterior distribution
似然, likelihood
最大似然估计, 极大似然, maximum likelihood
条件概率, conditional probability
联合概率, joint probability
概率分布, probability distribution
数据分布, data distribution
高斯分布, 正态分布, Gaussian distribution, normal distribution, Gaussian
随机噪声, 噪声, noise, random noise
采样, 抽样, sampling, sample
扩散模型, diffusion model
去噪, denoising, denoise
流模型, 标准化流, normalizing flow, flow-based model
自回归模型, 自回归, autoregressive model, autoregressive
语言模型, language model
大语言模型, 大型语言模型, 大模型, large language model, LLM
注意力机制, 注意力, attention mechanism, attention
自注意力, 自注意力机制, self-attention
多头注意力, multi-head attention
交叉注意力, cross-attention
位置编码, positional encoding, position embedding
掩码, mask, masking
查询, query
词嵌入, 词向量, word embedding
嵌入, embedding
词元, token
分词, tokenization
上下文, context
上下文窗口, context window
幻觉, hallucination
检索增强生成, RAG, retrieval-augmented generation
知识蒸馏, 蒸馏, knowledge distillation, distillation
量化, quantization
剪枝, pruning
损失函数, 代价函数, 目标函数, loss function, cost function, objective function
交叉熵, 交叉熵损失, cross-entropy, cross entropy
均方误差, MSE, mean squared error
平均绝对误差, MAE, mean absolute error
对抗损失, adversarial loss
梯度, gradient
梯度下降, gradient descent
随机梯度下降, SGD, stochastic gradient descent
梯度消失, vanishing gradient
梯度爆炸, exploding gradient
梯度裁剪, gradient clipping
反向传播, 误差反向传播, backpropagation, backprop
前向传播, 正向传播, forward propagation, forward pass
优化器, optimizer
学习率, 步长, learning rate, step size
动量, momentum
批量, 小批量, 批次, batch, mini-batch
批归一化, 批标准化, 批量归一化, batch normalization, batch norm
层归一化, layer normalization, layer norm
归一化, normalization
标准化, standardization
激活函数, activation function
残差连接, 跳跃连接, residual connection, skip connection
卷积, convolution
转置卷积, 反卷积, transposed convolution, deconvolution
池化, pooling
全连接层, fully connected layer, dense layer
隐藏层, 隐层, hidden layer
权重, weight
参数, parameter
超参数, hyperparameter
初始化, initialization
收敛, convergence, converge
正则化, regularization, regularisation
权重衰减, weight decay
L1正则化, L1正则, L1 regularization, lasso
L2正则化, L2正则, L2 regularization, ridge
随机失活, dropout
早停, 提前停止, early stopping
过拟合, overfitting, overfit
欠拟合, underfitting, underfit
泛化能力, 泛化, 泛化性, generalization, generalize
鲁棒性, 稳健性, robustness, robust
可解释性, interpretability, explainability
黑箱, 黑盒, black box
偏差, bias
方差, variance
稀疏, 稀疏性, sparse, sparsity
范数, norm
数据增强, 数据扩充, data augmentation
数据预处理, 预处理, preprocessing
数据清洗, data cleaning
特征提取, feature extraction
特征, feature
训练集, 训练数据, training set, training data
验证集, validation set
测试集, test set
交叉验证, cross-validation
准确率, accuracy
精确率, 查准率, precision
召回率, 查全率, recall
困惑度, perplexity
结构相似性, SSIM, structural similarity
峰值信噪比, PSNR, peak signal-to-noise ratio
多样性, diversity
逼真度, 保真度, fidelity, realism
人工评估, 人工评价, human evaluation
计算资源, 算力, computing resources, compute
时间复杂度, time complexity
空间复杂度, space complexity
分类, classification
回归, regression
聚类, clustering
目标检测, object detection
图像分割, 语义分割, image segmentation
图像修复, 图像补全, inpainting
超分辨率, super-resolution
风格迁移, 风格转换, style transfer
图像生成, image generation
文本生成, text generation
语音合成, text-to-speech, TTS, speech synthesis
语音识别, speech recognition, ASR
语音转换, voice conversion
声码器, vocoder
机器翻译, machine translation
摘要生成, 文本摘要, summarization
问答系统, question answering
对话系统, 聊天机器人, dialogue system, chatbot
自然语言处理, NLP, natural language processing
自然语言生成, NLG, natural language generation
计算机视觉, CV, computer vision
增强现实, AR, augmented reality
虚拟现实, VR, virtual reality
知识图谱, knowledge graph
邻接矩阵, adjacency matrix
节点, 结点, 顶点, node, vertex
序列, sequence
长期依赖, 长程依赖, 长距离依赖, long-range dependency, long-term dependency
时间步, time step
向量, vector
矩阵, matrix
张量, tensor
模态, modality
多模态, multimodal
链表, linked list
数组, array
栈, stack
队列, queue
指针, pointer
二叉树, binary tree
哈希表, 散列表, hash table
递归, recursion
排序, sorting
缓存, cache
线程, thread
死锁, deadlock
吞吐量, throughput
延迟, 时延, latency, delay
带宽, bandwidth
协议, protocol
路由, routing
数据包, 分组, packet
广播, broadcast
拥塞控制, congestion control
数据库, database
索引, index
事务, transaction
"""

GLOSSARY: tuple[tuple[str, ...], ...] = tuple(
    tuple(name.strip() for name in line.split(",")) for line in _TABLE.strip().splitlines()
)
